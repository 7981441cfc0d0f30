package dev.breaker.spring.standing;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.calls;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.breaker.annotation.CircuitBreaker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.resilience.InvocationRejectedException;
import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.resilience.annotation.ConcurrencyLimit.ThrottlePolicy;

/** The limit is outside of the breaker: to wait for it, or to be turned away, is no call. */
@Timeout(30)
class ConcurrencyLimitTests {

    public static class Client {

        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch mayEnd = new CountDownLatch(1);

        @ConcurrencyLimit(limit = 1, policy = ThrottlePolicy.REJECT)
        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public String readOrBeTurnedAway() {
            return read();
        }

        @ConcurrencyLimit(1)
        @CircuitBreaker(name = "backend")
        public String readOrWait() {
            return read();
        }

        private String read() {
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            return "read";
        }

        private String instead(Exception why) {
            return why.getClass().getSimpleName();
        }
    }

    private static ApplicationContextRunner application() {
        return with(RetryableTests.Resilient.class, Client.class);
    }

    private static Client client(ApplicationContext context) {
        return context.getBean(Client.class);
    }

    @Test
    void toBeTurnedAwayIsNoCallAndHasNoFallback() {
        application()
                .run(
                        context -> {
                            CompletableFuture<String> first = firstOfTwo(context);
                            assertThatThrownBy(() -> client(context).readOrBeTurnedAway())
                                    .isInstanceOf(InvocationRejectedException.class);
                            Proxies.target(client(context)).mayEnd.countDown();
                            assertThat(first.join()).isEqualTo("read");
                            assertThat(calls(context, "backend")).isOne();
                        });
    }

    @Test
    void withAnOrderBelowZeroItIsAFailureAndHasAFallback() {
        application()
                .withPropertyValues("breaker.order=-1")
                .run(
                        context -> {
                            CompletableFuture<String> first = firstOfTwo(context);
                            assertThat(client(context).readOrBeTurnedAway())
                                    .isEqualTo("InvocationRejectedException");
                            Proxies.target(client(context)).mayEnd.countDown();
                            assertThat(first.join()).isEqualTo("read");
                            assertThat(breaker(context, "backend").snapshot())
                                    .returns(1L, snapshot -> snapshot.totalSuccessfulCalls())
                                    .returns(1L, snapshot -> snapshot.totalFailedCalls());
                        });
    }

    private static CompletableFuture<String> firstOfTwo(ApplicationContext context)
            throws InterruptedException {
        CompletableFuture<String> first =
                CompletableFuture.supplyAsync(client(context)::readOrBeTurnedAway);
        Proxies.target(client(context)).begun.await();
        return first;
    }

    /** A breaker that was opened meanwhile rejects who has waited. */
    @Test
    void whoWaitsHasNotAskedTheBreakerYet() {
        application()
                .run(
                        context -> {
                            CompletableFuture<String> first =
                                    CompletableFuture.supplyAsync(client(context)::readOrWait);
                            Client target = Proxies.target(client(context));
                            target.begun.await();
                            CompletableFuture<String> second = new CompletableFuture<>();
                            Thread waiting =
                                    new Thread(
                                            () ->
                                                    second.completeAsync(
                                                            client(context)::readOrWait,
                                                            Runnable::run));
                            waiting.start();
                            await().until(() -> waiting.getState() == Thread.State.WAITING);
                            breaker(context, "backend").forceOpen();
                            target.mayEnd.countDown();
                            assertThat(first.join()).isEqualTo("read");
                            assertThatThrownBy(second::join)
                                    .hasRootCauseInstanceOf(
                                            dev.breaker.CallNotPermittedException.class);
                        });
    }
}
