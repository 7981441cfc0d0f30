package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.calls;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Breakers that are taken out of the registry while annotated methods use them. */
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

    /** Else a plan that is being made when its breaker goes would hold that breaker for ever. */
    @Test
    void whatIsBeingMadeWhenAllIsClearedIsNotKept() throws Exception {
        AtomicInteger made = new AtomicInteger();
        PerMethod<?>[] itself = new PerMethod<?>[1];
        PerMethod<Integer> plans =
                new PerMethod<>(
                        (method, type) -> {
                            if (made.get() == 0) {
                                itself[0].clear();
                            }
                            return made.incrementAndGet();
                        });
        itself[0] = plans;

        assertThat(plans.get(Client.class.getMethod("read"), Client.class)).isEqualTo(1);
        assertThat(plans.get(Client.class.getMethod("read"), Client.class)).isEqualTo(2);
        assertThat(plans.get(Client.class.getMethod("read"), Client.class)).isEqualTo(2);
    }
}
