package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What users of other breakers suffered from their engines: one test for each complaint. */
class EnginePitfallsTests {

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final FakeTicker ticker = new FakeTicker();

    @Test
    void openIsNeverVisibleWithoutItsDeadline() {
        for (int round = 0; round < 2_000; round++) {
            Breaker breaker = breaker(trippingAtOnce());
            AtomicBoolean opened = new AtomicBoolean();
            CompletableFuture<Boolean> sawHalfOpen =
                    CompletableFuture.supplyAsync(
                            () -> {
                                boolean saw = false;
                                while (!opened.get()) {
                                    saw |= breaker.state() == State.HALF_OPEN;
                                }
                                return saw || breaker.state() == State.HALF_OPEN;
                            });

            try {
                open(breaker);
            } finally {
                opened.set(true);
            }

            assertThat(sawHalfOpen.join()).isFalse();
        }
    }

    @Test
    void oneClockDrivesWindowWaitLeaseAndDurations() {
        Breaker breaker =
                breaker(
                        BreakerConfig.builder()
                                .slowCallDurationThreshold(Duration.ofSeconds(5))
                                .waitDurationInOpenState(WAIT)
                                .failureCountThreshold(3));
        breaker.measureDurations();

        Calls.fail(breaker, 2);
        Calls.succeedAfter(Duration.ofSeconds(5), breaker, ticker);
        assertThat(breaker.snapshot().bufferedCalls()).isEqualTo(3);
        assertThat(breaker.snapshot().slowCalls()).isOne();
        assertThat(breaker.snapshot().totalSuccessfulTime()).hasSeconds(5);
        ticker.advance(Duration.ofSeconds(31));
        assertThat(breaker.snapshot().bufferedCalls()).isZero();

        Calls.fail(breaker, 3);
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        ticker.advance(WAIT);
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        breaker.acquire();
        ticker.advance(Duration.ofSeconds(30));
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void predicateThatThrowsLeavesNoAsynchronousResultIncomplete() {
        Breaker breaker =
                breaker(
                        BreakerConfig.builder()
                                .recordResult(any -> Calls.raise(new IllegalStateException()))
                                .recordFailurePredicate(any -> Calls.raise(new LinkageError()))
                                .ignoreExceptionPredicate(any -> Calls.raise(new IOException())));
        CompletableFuture<String> source = new CompletableFuture<>();
        IOException down = new IOException("down");

        CompletionStage<String> result = breaker.callAsync(() -> source);
        CompletionStage<String> failed =
                breaker.callAsync(() -> CompletableFuture.failedStage(down));
        source.complete("reply");

        assertThat(result.toCompletableFuture()).isCompletedWithValue("reply");
        assertThatThrownBy(failed.toCompletableFuture()::get).hasCause(down);
    }

    @Test
    void wrappersAreTakenOffRepeatedlyAndMayBeEmpty() {
        Breaker breaker =
                breaker(
                        BreakerConfig.builder()
                                .ignoreExceptionPredicate(
                                        thrown -> thrown.getMessage().equals("benign")));
        IOException benign = new IOException("benign");

        Outcome deep =
                breaker.acquire().failed(new ExecutionException(new CompletionException(benign)));
        Outcome empty = breaker.acquire().failed(new CompletionException(null, null));

        assertThat(deep).isEqualTo(Outcome.IGNORED);
        assertThat(empty).isEqualTo(Outcome.FAILURE);
    }

    @ParameterizedTest
    @EnumSource
    void rateThatIsNotKnownIsNaNInEveryState(State state) {
        Snapshot snapshot = breaker(BreakerConfig.builder().initialState(state)).snapshot();

        assertThat(snapshot.failureRate()).isNaN();
        assertThat(snapshot.slowCallRate()).isNaN();
    }

    @Test
    void rejectionsAreCountedInForcedOpenAndNoTotalStartsAgainAtATransition() {
        Breaker breaker = breaker(trippingAtOnce());
        Calls.succeed(breaker, 2);
        breaker.forceOpen();
        breaker.tryAcquire();
        breaker.tryAcquire();

        breaker.close();
        Calls.succeed(breaker, 1);
        open(breaker);
        breaker.tryAcquire();

        assertThat(breaker.snapshot().totalSuccessfulCalls()).isEqualTo(3);
        assertThat(breaker.snapshot().notPermittedCalls()).isEqualTo(3);
    }

    @Test
    void stateIsNoLongerOpenOnceTheWaitIsOverThoughNobodyCalls() {
        Breaker breaker = breaker(trippingAtOnce());
        open(breaker);

        ticker.advance(WAIT);

        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        assertThat(breaker.snapshot().state()).isEqualTo(State.HALF_OPEN);
        assertThat(breaker).hasToString("Breaker 'inventory' (HALF_OPEN)");
    }

    @Test
    void rejectionHasNoStackTraceAndSaysWhyAndWhenToComeBack() {
        Breaker breaker = breaker(trippingAtOnce());
        open(breaker);

        CallNotPermittedException rejected =
                catchThrowableOfType(CallNotPermittedException.class, breaker::acquire);

        assertThat(rejected.getStackTrace()).isEmpty();
        assertThat(rejected)
                .hasMessage(
                        "Breaker 'inventory' is OPEN: failure rate 100 % reached the threshold of"
                                + " 50 % (2 of 2 calls in the window failed); failures: 2 x java.lang.IllegalStateException; next probe in PT10S");
    }

    @Test
    void registryListenerMayLookUpBreakersAndMayThrow() {
        BreakerRegistry registry = BreakerRegistry.of(BreakerConfig.builder().build());
        registry.onEach(
                breaker -> {
                    registry.breaker(breaker.name());
                    registry.breaker("looked up");
                    throw new IllegalStateException("broken listener");
                });

        Breaker breaker = registry.breaker("inventory");

        assertThat(registry.find("inventory")).containsSame(breaker);
        assertThat(registry.find("looked up")).isPresent();
    }

    @Test
    void defaultsSuitATypicalServiceAndContradictionsAreRefusedNotClamped() {
        BreakerConfig defaults = BreakerConfig.builder().build();

        assertThat(defaults.minimumNumberOfCalls()).isEqualTo(10);
        assertThat(defaults.slidingWindowType()).isEqualTo(WindowType.TIME_BASED);
        assertThat(defaults.slidingWindowSize()).isEqualTo(30);
        assertThatThrownBy(
                        () ->
                                defaults.toBuilder()
                                        .slidingWindowType(WindowType.COUNT_BASED)
                                        .minimumNumberOfCalls(100)
                                        .build())
                .hasMessageContaining("minimumNumberOfCalls (100)");
    }

    @Test
    void breakerThatOpensOnASuccessNamesTheNumbersThatExplainIt() {
        Breaker breaker = breaker(BreakerConfig.builder().minimumNumberOfCalls(4));

        Calls.play("FFS", breaker, ticker);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        Calls.succeed(breaker, 1);

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.snapshot().tripReason())
                .isEqualTo(
                        "failure rate 50 % reached the threshold of 50 % (2 of 4 calls in the window"
                                + " failed); failures: 2 x java.lang.IllegalStateException");
    }

    private static BreakerConfig.Builder trippingAtOnce() {
        return BreakerConfig.builder()
                .slidingWindowType(WindowType.COUNT_BASED)
                .slidingWindowSize(2)
                .waitDurationInOpenState(WAIT);
    }

    private Breaker breaker(BreakerConfig.Builder settings) {
        return Breaker.of("inventory", settings.build(), ticker);
    }

    /** Fills the window with failures, as far as it lets them. */
    private static void open(Breaker breaker) {
        for (int i = 0; i < 2 && breaker.state() == State.CLOSED; i++) {
            Calls.fail(breaker, 1);
        }
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }
}
