package dev.breaker.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.spring.aspectj.CompileTimeWeavingTests;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.aspectj.bridge.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** What the README and the pages in docs show works: an application starts with it. */
class SnippetTests {

    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

    @TempDir private Path directory;

    static Stream<Snippet> java() {
        return Snippet.all("java");
    }

    static Stream<Snippet> yaml() {
        return Snippet.all("yaml");
    }

    static Stream<Snippet> dependency() {
        return Snippet.all("xml").filter(snippet -> snippet.text().startsWith("<dependency>"));
    }

    static Stream<Snippet> weaver() {
        return Snippet.all("xml").filter(snippet -> !snippet.text().startsWith("<dependency>"));
    }

    static List<Path> documents() {
        return Snippet.documents();
    }

    /** With the configuration that it needs, if the page shows that right before it. */
    @ParameterizedTest
    @MethodSource
    void java(Snippet snippet) {
        compile(snippet);

        assertThatCode(() -> start(configurationBefore(snippet))).doesNotThrowAnyException();
    }

    private static String configurationBefore(Snippet snippet) {
        List<Snippet> all = Snippet.in(snippet.file());
        int index = all.indexOf(snippet);
        Snippet before = all.get(Math.max(0, index - 1));
        return before.text().startsWith("# application.yml") ? before.text() : "";
    }

    /** With the beans that the page shows, too. */
    @ParameterizedTest
    @MethodSource
    void yaml(Snippet snippet) {
        Snippet.in(snippet.file()).stream()
                .filter(its -> its.language().equals("java"))
                .forEach(this::compile);

        if (snippet.text().startsWith("# wrong")) {
            assertThatThrownBy(() -> start(snippet.text())).hasMessageContaining("breaker");
        } else {
            assertThatCode(() -> start(snippet.text())).doesNotThrowAnyException();
        }
    }

    private void compile(Snippet snippet) {
        assertThat(Javac.errors(snippet, directory)).isEmpty();
    }

    /** Starts an application with that configuration, and with the beans that were compiled. */
    private void start(String configuration) throws IOException {
        Path file = Files.writeString(directory.resolve("application.yml"), configuration);
        URL[] compiled = {directory.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(compiled, getClass().getClassLoader())) {
            new SpringApplicationBuilder(AnyApplication.class)
                    .sources(beans(loader))
                    .resourceLoader(new DefaultResourceLoader(loader))
                    .web(WebApplicationType.NONE)
                    .run("--spring.config.location=" + file.toUri())
                    .close();
        }
    }

    /** Those of Spring Security need a web server and users, which other tests have. */
    private Class<?>[] beans(ClassLoader loader) {
        return Stream.of(directory.toFile().list())
                .filter(file -> file.endsWith(".class"))
                .map(file -> ClassUtils.resolveClassName(file.replace(".class", ""), loader))
                .filter(type -> AnnotatedElementUtils.hasAnnotation(type, Component.class))
                .filter(type -> !type.isAnnotationPresent(EnableWebSecurity.class))
                .filter(type -> !type.isAnnotationPresent(EnableWebFluxSecurity.class))
                .toArray(Class<?>[]::new);
    }

    @EnableAutoConfiguration
    static class AnyApplication {}

    @ParameterizedTest
    @MethodSource
    void dependency(Snippet snippet) throws Exception {
        String artifact = find("/dependency/artifactId", snippet.text());
        String pom = Files.readString(Snippet.ROOT.resolve(artifact).resolve("pom.xml"));

        assertThat(artifact).isEqualTo(find("/project/artifactId", pom));
        assertThat(find("/dependency/groupId", snippet.text()))
                .isEqualTo(find("/project/parent/groupId", pom));
        assertThat(find("/dependency/version", snippet.text()))
                .isEqualTo(find("/project/parent/version", pom));
    }

    /** Of Maven or AspectJ, which other tests run. */
    @ParameterizedTest
    @MethodSource
    void weaver(Snippet snippet) throws Exception {
        String library = find("//aspectLibrary/artifactId", snippet.text());

        assertThat(find("name(/*)", snippet.text())).isIn("aspectj", "plugin");
        assertThat(library).isIn("", "breaker-spring-boot-starter");
    }

    /**
     * The snippet as it is was built by Maven, by hand. Older compilers than that of the class path
     * do not know Java 17.
     */
    @Test
    void theCompilerThatWeavesIsThatOfTheTests() throws Exception {
        String plugin =
                weaver().map(Snippet::text)
                        .filter(xml -> xml.startsWith("<plugin>"))
                        .findFirst()
                        .orElseThrow();
        String parent = Files.readString(Snippet.ROOT.resolve("pom.xml"));
        String compiler = "/plugin/dependencies/dependency[artifactId='aspectjtools']/version";

        assertThat(find(compiler, plugin)).isEqualTo(Version.getText());
        assertThat(find("//complianceLevel", plugin))
                .isEqualTo(find("//maven.compiler.release", parent))
                .isEqualTo(CompileTimeWeavingTests.LEVEL);
        assertThat(find("//aspectLibrary/groupId", plugin))
                .isEqualTo(find("/project/groupId", parent));
        assertThat(Files.readString(Snippet.ROOT.resolve("docs/weaving.md")))
                .contains("aspectjweaver-%s.jar".formatted(Version.getText()));
    }

    private String find(String path, String xml) throws Exception {
        Path file = Files.writeString(directory.resolve("any.xml"), xml);
        return XPathFactory.newInstance()
                .newXPath()
                .evaluate(
                        path,
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(file.toFile()));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) throws Exception {
        assertThat(LINK.matcher(Files.readString(document)).results().map(this::target))
                .allSatisfy(target -> assertThat(document.resolveSibling(target)).exists());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/README.md"})
    void everyPageIsLinked(String index) throws Exception {
        Path from = Snippet.ROOT.resolve(index);
        List<String> targets =
                LINK.matcher(Files.readString(from)).results().map(this::target).toList();

        try (Stream<Path> pages = Files.list(Snippet.ROOT.resolve("docs"))) {
            assertThat(
                            pages.filter(
                                    page ->
                                            !page.endsWith("README.md")
                                                    && !page.endsWith("images")))
                    .allSatisfy(
                            page ->
                                    assertThat(targets)
                                            .contains(
                                                    from.getParent().relativize(page).toString()));
        }
    }

    private String target(MatchResult link) {
        return link.group(1);
    }
}
