package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How many calls are under way. */
class InFlightTests {

    private final FakeTicker ticker = new FakeTicker();
    private final Breaker breaker = counting(BreakerConfig.builder().minimumNumberOfCalls(100));

    private static Breaker of(BreakerConfig.Builder settings, Ticker ticker) {
        return Breaker.of("inventory", settings.slidingWindowSize(100).build(), ticker);
    }

    private Breaker counting(BreakerConfig.Builder settings) {
        Breaker counting = of(settings, ticker);
        counting.countInFlight();
        return counting;
    }

    @Test
    void isUnknownUntilItIsAskedFor() {
        Breaker silent = of(BreakerConfig.builder(), ticker);
        Permit before = silent.acquire();
        assertThat(silent.snapshot().inFlightCalls()).isNull();

        silent.countInFlight();
        Permit after = silent.acquire();

        assertThat(silent.snapshot().inFlightCalls()).isEqualTo(1);
        before.succeeded(); // was left out
        assertThat(silent.snapshot().inFlightCalls()).isEqualTo(1);
        after.succeeded();
        assertThat(silent.snapshot().inFlightCalls()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void isOneUntilAPermitIsSettledInWhateverWay(Ending ending) {
        Permit permit = breaker.acquire();
        assertThat(breaker.snapshot().inFlightCalls()).isEqualTo(1);

        ending.settle(permit, 1);
        ending.settle(permit, 1);

        assertThat(breaker.snapshot().inFlightCalls()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void isOneDuringACallThatEndsInWhateverWay(Ending ending) {
        Throwable thrown = ending.thrown(1);
        try {
            breaker.call(
                    () -> {
                        assertThat(breaker.snapshot().inFlightCalls()).isEqualTo(1);
                        return thrown == null ? ending.result() : Calls.raise(thrown);
                    });
        } catch (Throwable expected) {
            assertThat(expected).isSameAs(thrown);
        }

        assertThat(breaker.snapshot().inFlightCalls()).isZero();
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                end("completes", source -> source.complete("done")),
                end("fails", source -> source.completeExceptionally(new TimeoutException())),
                end("is cancelled", source -> source.cancel(true)),
                end("is ignored", s -> s.completeExceptionally(new CancellationException())));
    }

    private static Arguments end(String name, Consumer<CompletableFuture<String>> end) {
        return Arguments.of(Named.of(name, end));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void isOneUntilAnAsynchronousCallEnds(Consumer<CompletableFuture<String>> end) {
        CompletableFuture<String> source = new CompletableFuture<>();
        breaker.callAsync(() -> source);
        assertThat(breaker.snapshot().inFlightCalls()).isEqualTo(1);

        end.accept(source);

        assertThat(breaker.snapshot().inFlightCalls()).isZero();
    }

    @ParameterizedTest
    @MethodSource("ends")
    void isOneUntilTheCallerEndsAnAsynchronousCall(Consumer<CompletableFuture<String>> end) {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> callers = breaker.callAsync(() -> source).toCompletableFuture();

        end.accept(callers);
        source.complete("too late");

        assertThat(breaker.snapshot().inFlightCalls()).isZero();
    }

    @Test
    void isNotRaisedByWhatIsRejected() {
        breaker.forceOpen();

        breaker.callAsync(CompletableFuture::new);
        assertThat(breaker.tryAcquire()).isNull();

        assertThat(breaker.snapshot().inFlightCalls()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void fallsWithCallsOfEarlierStatesToo(Ending ending) {
        for (State state : State.values()) {
            Breaker moved = counting(BreakerConfig.builder().initialState(state));
            Permit permit = moved.tryAcquire();
            moved.reset();

            if (permit != null) {
                ending.settle(permit, 1);
            }

            assertThat(moved.snapshot().inFlightCalls()).as("%s", state).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void fallsWithProbesWhoseRoundIsOver(Ending ending) {
        breaker.halfOpen();
        Permit probe = breaker.acquire();
        ticker.advance(Duration.ofMinutes(5));

        ending.settle(probe, 1);

        assertThat(breaker.snapshot().inFlightCalls()).isZero();
        assertThat(breaker.snapshot().lateCalls()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void countsARehearsedCallOnce(Ending ending) {
        breaker.metricsOnly();
        breaker.rehearse(breaker.config());
        Permit permit = breaker.acquire();
        assertThat(breaker.snapshot().inFlightCalls()).isEqualTo(1);

        ending.settle(permit, 1);

        assertThat(breaker.snapshot().inFlightCalls()).isZero();
    }

    @Test
    void goesOnUnderOtherSettings() {
        Permit before = breaker.acquire();

        breaker.reconfigure(BreakerConfig.builder().build());
        breaker.acquire();

        assertThat(breaker.snapshot().inFlightCalls()).isEqualTo(2);
        before.cancel();
        assertThat(breaker.snapshot().inFlightCalls()).isEqualTo(1);
    }
}
