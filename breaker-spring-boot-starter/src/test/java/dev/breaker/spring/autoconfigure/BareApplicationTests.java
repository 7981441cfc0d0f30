package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.BreakerAdvisor;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
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
        "org.springframework.boot.webmvc",
        "org.springframework.web",
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

    public static class Client {

        @CircuitBreaker(name = "inventory", fallbackMethod = "instead")
        public String stock(boolean failing) {
            if (failing) {
                throw new IllegalStateException("down");
            }
            return "12";
        }

        private String instead(boolean failing, Exception thrown) {
            return "fallback";
        }
    }

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withClassLoader(new FilteredClassLoader(OPTIONAL))
                    .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class))
                    .withConfiguration(AutoConfigurations.of(ours()))
                    .withBean(Client.class)
                    .withPropertyValues("breaker.instances.inventory.failure-count-threshold=1");

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
        runner.run(
                context -> {
                    Client client = context.getBean(Client.class);
                    Breaker breaker = context.getBean(BreakerRegistry.class).breaker("inventory");
                    assertThat(client.stock(false)).isEqualTo("12");
                    assertThat(client.stock(true)).isEqualTo("fallback");
                    assertThat(client.stock(false)).isEqualTo("fallback");
                    assertThat(breaker.snapshot().notPermittedCalls()).isOne();
                });
        assertThat(output).contains("Breaker 'inventory' CLOSED -> OPEN: failure count 1 reached");
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
                                                                "callNotPermittedExceptionResolver")));
    }
}
