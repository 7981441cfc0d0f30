package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.annotation.CircuitBreaker;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A key belongs to whoever calls the method, wherever and whenever the answer comes. */
class KeysOfLateMethodsTests {

    /** As an application finds its tenant: for the thread of a request. */
    public static class Tenants {

        private final ThreadLocal<@Nullable String> current = new ThreadLocal<>();

        void enter(@Nullable String tenant) {
            current.set(tenant);
        }

        public String current() {
            String tenant = current.get();
            if (tenant == null) {
                throw new IllegalStateException("no tenant");
            }
            return tenant;
        }
    }

    public static class Client {

        @CircuitBreaker(name = "tenant", key = "@tenants.current()")
        public Mono<String> mono() {
            return Mono.just("value");
        }

        @CircuitBreaker(name = "tenant", key = "@tenants.current()")
        public Flux<String> flux() {
            return Flux.just("value");
        }

        @CircuitBreaker(name = "tenant", key = "@tenants.current()")
        public CompletableFuture<String> future() {
            return CompletableFuture.completedFuture("value");
        }
    }

    private static void with(BiConsumer<ApplicationContext, Client> test) {
        AnnotatedApplication.with(Client.class)
                .withBean("tenants", Tenants.class)
                .run(context -> test.accept(context, context.getBean(Client.class)));
    }

    private static long successes(ApplicationContext context, String breaker) {
        return context.getBean(BreakerRegistry.class)
                .find(breaker)
                .map(Breaker::snapshot)
                .orElseThrow()
                .totalSuccessfulCalls();
    }

    @Test
    void itIsThatOfTheThreadThatCallsTheMethod() {
        with(
                (context, client) -> {
                    Tenants tenants = context.getBean(Tenants.class);
                    tenants.enter("acme");
                    Mono<String> mono = client.mono();
                    Flux<String> flux = client.flux();
                    tenants.enter("globex");
                    mono.block();
                    mono.block();
                    tenants.enter(null);
                    flux.blockLast();

                    assertThat(successes(context, "tenant/acme")).isEqualTo(3);
                });
    }

    @Test
    void eachSubscriptionHasTheBreakerThatThereIsByThen() {
        with(
                (context, client) -> {
                    context.getBean(Tenants.class).enter("acme");
                    Mono<String> mono = client.mono();
                    mono.block();
                    context.getBean(BreakerRegistry.class).remove("tenant/acme");
                    mono.block();

                    assertThat(successes(context, "tenant/acme")).isOne();
                });
    }

    @Test
    void oneThatCannotBeToldIsInWhatIsReturned() {
        with(
                (context, client) -> {
                    Mono<String> mono = client.mono();
                    Flux<String> flux = client.flux();
                    CompletableFuture<String> future = client.future();
                    context.getBean(Tenants.class).enter("acme"); // too late

                    assertThatThrownBy(mono::block)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("no tenant");
                    assertThatThrownBy(flux::blockLast).hasMessageContaining("no tenant");
                    assertThatThrownBy(future::join)
                            .hasCauseInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("no tenant");
                });
    }
}
