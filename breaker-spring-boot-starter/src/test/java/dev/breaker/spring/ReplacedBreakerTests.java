package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.calls;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** Breakers that are taken out of the registry while annotated methods use them. */
@ExtendWith(OutputCaptureExtension.class)
class ReplacedBreakerTests {

    public static class Client {

        @CircuitBreaker(name = "backend")
        public String read() {
            return "read";
        }

        @CircuitBreaker(name = "first", fallbackMethod = "second")
        public String chained() {
            return Backend.answer(new IllegalStateException());
        }

        @CircuitBreaker(name = "second")
        String second() {
            return "second";
        }
    }

    private static Breaker replace(ApplicationContext context, String name) {
        BreakerRegistry registry = context.getBean(BreakerRegistry.class);
        registry.remove(name);
        return registry.breaker(name);
    }

    @Test
    void theNewOneGuards() {
        with(Client.class)
                .run(
                        context -> {
                            Client client = context.getBean(Client.class);
                            client.read();
                            Breaker old = breaker(context, "backend");
                            replace(context, "backend").forceOpen();
                            assertThatThrownBy(client::read)
                                    .isInstanceOf(CallNotPermittedException.class);
                            assertThat(old.snapshot().totalSuccessfulCalls()).isOne();
                        });
    }

    @Test
    void theNewOneGuardsAFallbackToo() {
        with(Client.class)
                .run(
                        context -> {
                            Client client = context.getBean(Client.class);
                            assertThat(client.chained()).isEqualTo("second");
                            replace(context, "second").forceOpen();
                            assertThatThrownBy(client::chained)
                                    .isInstanceOf(CallNotPermittedException.class)
                                    .hasMessageContaining("'second'");
                        });
    }

    @Test
    void theNextCallMakesItAnewIfNobodyElseDoes() {
        with(Client.class)
                .run(
                        context -> {
                            Client client = context.getBean(Client.class);
                            client.read();
                            context.getBean(BreakerRegistry.class).remove("backend");
                            client.read();
                            client.read();
                            assertThat(calls(context, "backend")).isEqualTo(2);
                        });
    }

    public static class Configured {

        @CircuitBreaker(name = "x", configuration = "short", fallbackMethod = "instead")
        public String read() {
            return "read";
        }

        private String instead(CallNotPermittedException open) {
            return "instead";
        }
    }

    private static final BreakerConfig OTHER =
            BreakerConfig.builder().failureRateThreshold(77).build();

    private static ApplicationContextRunner configured(Class<?> bean) {
        return AnnotatedApplication.withoutBreakers()
                .withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
                .withPropertyValues("breaker.configs.short.failure-rate-threshold=33")
                .withBean(bean);
    }

    @Test
    void itMayHaveOtherSettingsThanTheAnnotationAsksFor() {
        configured(Configured.class)
                .run(
                        context -> {
                            Configured bean = context.getBean(Configured.class);
                            BreakerRegistry registry = context.getBean(BreakerRegistry.class);
                            registry.remove("x");
                            Breaker other = registry.breaker("x", OTHER);

                            assertThat(bean.read()).isEqualTo("read");
                            assertThat(other.snapshot().totalSuccessfulCalls()).isOne();
                            other.forceOpen();
                            assertThat(bean.read()).isEqualTo("instead");
                        });
    }

    @Test
    void otherSettingsAreRefusedAtStartUp() {
        BreakerRegistry registry = BreakerRegistry.of(OTHER);
        registry.breaker("x");

        configured(Configured.class)
                .withBean(BreakerRegistry.class, () -> registry)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .isInstanceOf(InvalidCircuitBreakerException.class)
                                        .hasMessageContaining("exists with other settings"));
    }

    @Test
    void everyCallHasItsResultWhileBreakersComeAndGo() {
        configured(Configured.class)
                .run(
                        context -> {
                            Configured bean = context.getBean(Configured.class);
                            BreakerRegistry registry = context.getBean(BreakerRegistry.class);
                            AtomicBoolean done = new AtomicBoolean();
                            CompletableFuture<?> replacing =
                                    CompletableFuture.runAsync(() -> comeAndGo(registry, done));
                            try {
                                for (int i = 0; i < 50_000; i++) {
                                    assertThat(bean.read()).isEqualTo("read");
                                }
                            } finally {
                                done.set(true);
                                replacing.join();
                            }
                        });
    }

    private static void comeAndGo(BreakerRegistry registry, AtomicBoolean done) {
        while (!done.get()) {
            registry.remove("x");
            try {
                registry.breaker("x", OTHER);
            } catch (IllegalArgumentException theCallWasFaster) {
                Thread.onSpinWait();
            }
        }
    }

    public static class Undeclared {

        @CircuitBreaker(name = "backend")
        public Object later() {
            return new CompletableFuture<>();
        }
    }

    @Test
    void whatWasWarnedOfOnceIsNotWarnedOfAgain(CapturedOutput output) {
        with(Undeclared.class)
                .run(
                        context -> {
                            Undeclared bean = context.getBean(Undeclared.class);
                            bean.later();
                            replace(context, "backend");
                            bean.later();
                        });

        assertThat(output.getAll()).containsOnlyOnce("which is not done yet");
    }
}
