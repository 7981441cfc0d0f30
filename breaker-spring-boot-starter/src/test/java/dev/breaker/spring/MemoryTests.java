package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.RememberingApplication.cache;
import static dev.breaker.spring.RememberingApplication.remembering;
import static dev.breaker.spring.RememberingApplication.time;
import static dev.breaker.spring.RememberingApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** When the last known value is remembered, and when it is served. */
class MemoryTests {

    private static final RuntimeException FAILURE = new IllegalStateException("down");
    private static final RuntimeException IGNORED = new IllegalArgumentException("no such article");

    /** Answers with the next of its numbers, and fails while it is told to. */
    public static class Inventory {

        private int next;
        private @Nullable Throwable fails;

        void fail(@Nullable Throwable with) {
            fails = with;
        }

        @CircuitBreaker(
                name = "backend",
                fallbackCache = "stock",
                fallbackCacheMaxAge = "${max-age:10m}")
        public String stock(String sku) {
            Backend.answer(fails);
            return sku + " " + ++next;
        }
    }

    private static long served(ApplicationContext context) {
        return context.getBean(FallbackCounts.class).of("backend").sum();
    }

    @Test
    void theLastValueIsServedWhereACallFails() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.stock("book");
                            assertThat(inventory.stock("book")).isEqualTo("book 2");
                            inventory.fail(FAILURE);

                            assertThat(inventory.stock("book")).isEqualTo("book 2");
                            assertThat(inventory.stock("book")).isEqualTo("book 2");
                            assertThat(served(context)).isEqualTo(2);
                            assertThat(breaker(context, "backend").snapshot().failedCalls())
                                    .isEqualTo(2);
                        });
    }

    @Test
    void theLastValueIsServedWhereACallIsRejected() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.stock("book");
                            breaker(context, "backend").forceOpen();

                            assertThat(inventory.stock("book")).isEqualTo("book 1");
                            assertThat(served(context)).isOne();
                        });
    }

    @Test
    void callersLearnHowOldItIs() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            LastKnown<String> fresh = LastKnown.of(() -> inventory.stock("book"));
                            time(context).advance(Duration.ofMinutes(2));
                            inventory.fail(FAILURE);
                            LastKnown<String> stale = LastKnown.of(() -> inventory.stock("book"));

                            assertThat(fresh.isStale()).isFalse();
                            assertThat(stale.isStale()).isTrue();
                            assertThat(stale.value()).isEqualTo("book 1");
                            assertThat(stale.age()).isEqualTo(Duration.ofMinutes(2));
                        });
    }

    @Test
    void aValueIsServedForItsOwnArgumentsOnly() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.stock("book");
                            inventory.stock("lamp");
                            inventory.fail(FAILURE);

                            assertThat(inventory.stock("book")).isEqualTo("book 1");
                            assertThat(inventory.stock("lamp")).isEqualTo("lamp 2");
                            assertThatThrownBy(() -> inventory.stock("pen")).isSameAs(FAILURE);
                            assertThat(FAILURE).hasNoSuppressedExceptions();
                            assertThat(served(context)).isEqualTo(2);
                        });
    }

    @Test
    void aRejectionReachesTheCallerAsItIsWhereNothingIsKnown() {
        with(Inventory.class)
                .run(
                        context -> {
                            breaker(context, "backend").forceOpen();
                            assertThatThrownBy(() -> context.getBean(Inventory.class).stock("book"))
                                    .isInstanceOf(CallNotPermittedException.class);
                            assertThat(served(context)).isZero();
                        });
    }

    @Test
    void aValueIsServedUpToItsGreatestAge() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.stock("book");
                            inventory.fail(FAILURE);

                            time(context).advance(Duration.ofMinutes(10));
                            assertThat(inventory.stock("book")).isEqualTo("book 1");
                            time(context).advance(Duration.ofMillis(1));
                            assertThatThrownBy(() -> inventory.stock("book")).isSameAs(FAILURE);
                            assertThat(served(context)).isOne();
                        });
    }

    @Test
    void theGreatestAgeMayBeAPlaceholderAndNothing() {
        with(Inventory.class)
                .withPropertyValues("max-age=")
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.stock("book");
                            inventory.fail(FAILURE);
                            time(context).advance(Duration.ofDays(1000));

                            assertThat(inventory.stock("book")).isEqualTo("book 1");
                        });
    }

    /** Those who share a cache have clocks of their own. */
    @Test
    void aValueOfTheFutureIsOfNow() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.stock("book");
                            time(context).advance(Duration.ofHours(-1));
                            inventory.fail(FAILURE);

                            LastKnown<String> answer = LastKnown.of(() -> inventory.stock("book"));
                            assertThat(answer.isStale()).isTrue();
                            assertThat(answer.age()).isZero();
                        });
    }

    @Test
    void whatIsNoFailureIsForTheCaller() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.stock("book");

                            inventory.fail(IGNORED);
                            assertThatThrownBy(() -> inventory.stock("book")).isSameAs(IGNORED);
                            inventory.fail(new CancellationException());
                            assertThatThrownBy(() -> inventory.stock("book"))
                                    .isInstanceOf(CancellationException.class);
                            assertThat(served(context)).isZero();
                        });
    }

    @Test
    void itServesWhereFallbacksWouldRun() {
        with(FallbackOn.REJECTION, Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.stock("book");
                            inventory.fail(FAILURE);
                            assertThatThrownBy(() -> inventory.stock("book")).isSameAs(FAILURE);
                            breaker(context, "backend").forceOpen();
                            assertThat(inventory.stock("book")).isEqualTo("book 1");
                        });
        with(FallbackOn.ANY, Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.stock("book");
                            inventory.fail(IGNORED);
                            assertThat(inventory.stock("book")).isEqualTo("book 1");
                        });
    }

    @Test
    void anInterruptionThatAValueReplacesIsNotLost() {
        with(FallbackOn.ANY, Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.stock("book");
                            inventory.fail(new InterruptedException());

                            assertThat(inventory.stock("book")).isEqualTo("book 1");
                            assertThat(Thread.interrupted()).isTrue();
                        });
    }

    @Test
    void anInterruptionThatNothingReplacesIsTheCallersAlone() {
        with(FallbackOn.ANY, Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.fail(new InterruptedException());

                            assertThatThrownBy(() -> inventory.stock("book"))
                                    .isInstanceOf(Exception.class);
                            assertThat(Thread.interrupted()).isFalse();
                        });
    }

    /** r4j#1516 and others: what is bad must not become what is known. */
    @Test
    void aResultThatCountsAsFailureIsNotRemembered() {
        BreakerConfig config = BreakerConfig.builder().recordResult("book 2"::equals).build();
        remembering(AnnotatedApplication.with(config, FallbackOn.FAILURE, Inventory.class))
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.stock("book");
                            assertThat(inventory.stock("book")).isEqualTo("book 2");
                            inventory.fail(FAILURE);

                            assertThat(inventory.stock("book")).isEqualTo("book 1");
                        });
    }

    @Test
    void aSlowSuccessIsRemembered() {
        BreakerConfig config =
                BreakerConfig.builder().slowCallDurationThreshold(Duration.ofNanos(1)).build();
        remembering(AnnotatedApplication.with(config, FallbackOn.FAILURE, Slow.class))
                .run(
                        context -> {
                            Slow slow = context.getBean(Slow.class);
                            slow.read();
                            assertThat(breaker(context, "backend").snapshot().slowCalls()).isOne();
                            slow.fails = FAILURE;

                            assertThat(slow.read()).isEqualTo("slow");
                        });
    }

    public static class Slow {

        private final TestTime time;
        private @Nullable Throwable fails;

        Slow(TestTime time) {
            this.time = time;
        }

        @CircuitBreaker(name = "backend", fallbackCache = "answers")
        public String read() {
            time.advance(Duration.ofSeconds(1));
            Backend.answer(fails);
            return "slow";
        }
    }

    @Test
    void whatAnOperatorSwitchedOffRemembersAndServesStill() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            breaker(context, "backend").disable();
                            inventory.stock("book");
                            inventory.fail(FAILURE);

                            assertThat(inventory.stock("book")).isEqualTo("book 1");
                        });
    }

    @Test
    void theCacheHasItUnderTheMethodAndItsArguments() {
        with(Inventory.class)
                .run(
                        context -> {
                            context.getBean(Inventory.class).stock("book");

                            Map<?, ?> entries =
                                    (Map<?, ?>) cache(context, "stock").getNativeCache();
                            assertThat(entries).hasSize(1);
                            assertThat(entries.keySet().iterator().next())
                                    .hasToString(
                                            "memoryTests.Inventory:"
                                                    + Inventory.class.getName()
                                                    + ".stock(java.lang.String)[\"book\"]");
                            assertThat(entries.values().iterator().next())
                                    .isEqualTo(new Remembered("book 1", time(context).instant()));
                        });
    }

    @Test
    void aReplacedBreakerRemembersInTheSameCache() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.stock("book");
                            context.getBean(BreakerRegistry.class).remove("backend");
                            inventory.fail(FAILURE);

                            assertThat(inventory.stock("book")).isEqualTo("book 1");
                        });
    }
}
