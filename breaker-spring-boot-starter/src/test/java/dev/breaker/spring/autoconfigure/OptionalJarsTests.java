package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The starter starts and protects without each library that it can do without. The application is
 * loaded by a class loader of its own that really has not got the jar: a filtered one hides it from
 * conditions only, while classes that need it are still linked with it.
 */
class OptionalJarsTests {

    /** Not named in the POM as optional, but an application can be without them. */
    private static final List<String> OTHERS =
            List.of(
                    "aspectjweaver",
                    "kotlin-stdlib",
                    "kotlinx-coroutines-core-jvm",
                    "mutiny",
                    "reactive-streams",
                    "rxjava",
                    "spring-context-support",
                    "spring-jdbc",
                    "spring-tx",
                    "spring-web",
                    "spring-webflux");

    /** What cannot be there without it. */
    private static final Map<String, String> DEPENDENTS =
            Map.of(
                    "kotlin-stdlib", "kotlin-.*|kotlinx-.*",
                    "kotlinx-coroutines-core-jvm", "kotlinx-.*",
                    "reactive-streams", "reactor-.*|rxjava|kotlinx-coroutines-react.*",
                    "reactor-core", "reactor-.*|kotlinx-coroutines-reactor",
                    "spring-web", "spring-security-(web|config)");

    /** What the starter brings along, and what that needs to start. */
    private static final List<String> NEEDED =
            List.of(
                    "breaker-core",
                    "commons-logging",
                    "micrometer-commons",
                    "micrometer-observation",
                    "spring-aop",
                    "spring-beans",
                    "spring-boot",
                    "spring-boot-autoconfigure",
                    "spring-context",
                    "spring-core",
                    "spring-expression");

    static Stream<String> jars() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        Stream<String> optional =
                Pattern.compile("<artifactId>([\\w.-]+)</artifactId>\\s*<optional>true</optional>")
                        .matcher(pom)
                        .results()
                        .map(dependency -> dependency.group(1));
        return Stream.concat(optional, OTHERS.stream()).distinct();
    }

    @ParameterizedTest
    @MethodSource("jars")
    void startsWithout(String artifact) {
        assertThat(classPath()).as("a jar to leave out").anyMatch(is(artifact));

        assertThat(answersWith(isOrNeeds(artifact).negate()))
                .isEqualTo("12 fallback fallback later");
    }

    @Test
    void startsWithNothingElse() {
        Predicate<File> needed =
                NEEDED.stream().map(OptionalJarsTests::is).reduce(File::isDirectory, Predicate::or);

        assertThat(answersWith(needed)).isEqualTo("12 fallback fallback later");
    }

    private static Predicate<File> isOrNeeds(String artifact) {
        return is(artifact).or(is(DEPENDENTS.getOrDefault(artifact, artifact)));
    }

    private static Predicate<File> is(String artifact) {
        Pattern name = Pattern.compile("(%s)-\\d.*\\.jar".formatted(artifact));
        return file -> name.matcher(file.getName()).matches();
    }

    private static List<File> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new)
                .toList();
    }

    private static String answersWith(Predicate<File> present) {
        URL[] urls =
                classPath().stream()
                        .filter(present)
                        .map(OptionalJarsTests::url)
                        .toArray(URL[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            return (String)
                    loader.loadClass(SmallApplication.class.getName())
                            .getMethod("answers")
                            .invoke(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e.getCause());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL url(File file) {
        try {
            return file.toURI().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
