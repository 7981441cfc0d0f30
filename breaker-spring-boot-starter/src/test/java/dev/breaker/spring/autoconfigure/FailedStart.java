package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

/** Starts a real application with a real file, and returns what its user reads when it fails. */
final class FailedStart {

    private FailedStart() {}

    /**
     * The report that Spring Boot prints, from "Description:" on.
     *
     * @param yaml the content of a file breakers.yml on the class path
     */
    static String report(CapturedOutput output, String yaml, Class<?>... configurations) {
        try (URLClassLoader classPath = classPathWith(yaml)) {
            assertThatThrownBy(() -> start(classPath, configurations)).isNotNull();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String report = output.getOut();
        return report.substring(report.indexOf("Description:")).strip();
    }

    private static void start(ClassLoader classPath, Class<?>... configurations) {
        new SpringApplicationBuilder(Application.class)
                .resourceLoader(new DefaultResourceLoader(classPath))
                .sources(configurations)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .run("--spring.config.location=classpath:breakers.yml")
                .close();
    }

    private static URLClassLoader classPathWith(String yaml) throws IOException {
        Path file = Files.createTempDirectory("breaker").resolve("breakers.yml");
        file.getParent().toFile().deleteOnExit();
        file.toFile().deleteOnExit();
        Files.writeString(file, yaml);
        URL[] classPath = {file.getParent().toUri().toURL()};
        return new URLClassLoader(classPath, FailedStart.class.getClassLoader());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
