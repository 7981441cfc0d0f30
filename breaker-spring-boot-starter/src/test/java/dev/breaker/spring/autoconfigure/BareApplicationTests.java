package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.spring.BreakerAdvisor;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.ClassUtils;

/** An application that has none of the optional libraries. */
@ExtendWith(OutputCaptureExtension.class)
class BareApplicationTests {

    private static final String[] OPTIONAL = {
        "org.springframework.boot.actuate",
        "org.springframework.boot.health",
        "org.springframework.boot.micrometer",
        "org.springframework.boot.jdbc",
        "org.springframework.boot.webmvc",
        "org.springframework.web",
        "org.springframework.cloud",
        "org.springframework.http",
        "org.springframework.boot.restclient",
        "org.springframework.boot.webclient",
        "org.springframework.jdbc",
        "com.zaxxer",
        "org.h2",
        "org.aspectj",
        "io.micrometer",
        "jakarta",
        "reactor",
        "org.reactivestreams",
        "kotlin",
        "com.fasterxml.jackson",
        "tools.jackson",
        "org.jspecify",
    };

    private final ApplicationContextRunner runner =
            Protection.in(new ApplicationContextRunner())
                    .withClassLoader(new FilteredClassLoader(OPTIONAL))
                    .withConfiguration(AutoConfigurations.of(ours()));

    private static Class<?>[] ours() {
        ClassLoader loader = BareApplicationTests.class.getClassLoader();
        return StreamSupport.stream(
                        ImportCandidates.load(AutoConfiguration.class, loader).spliterator(), false)
                .filter(name -> name.startsWith("dev.breaker."))
                .map(name -> ClassUtils.resolveClassName(name, loader))
                .toArray(Class<?>[]::new);
    }

    @Test
    void startsAndProtects(CapturedOutput output) {
        runner.run(Protection::assertWorks);
        assertThat(output).contains("Breaker 'protected' CLOSED -> OPEN: failure count 1 reached");
    }

    @Test
    void hasNothingOfWhatIsForThem() {
        runner.run(
                context ->
                        assertThat(context)
                                .hasSingleBean(BreakerAdvisor.class)
                                .satisfies(
                                        bare ->
                                                assertThat(List.of(bare.getBeanDefinitionNames()))
                                                        .doesNotContain(
                                                                "breakerEvents",
                                                                "breakerMetrics",
                                                                "circuitBreakersEndpoint",
                                                                "circuitBreakerEventsEndpoint",
                                                                "circuitBreakersHealthContributor",
                                                                "callNotPermittedExceptionResolver",
                                                                "httpBreakers",
                                                                "restBreakers",
                                                                "webClientBreakers")));
    }
}
