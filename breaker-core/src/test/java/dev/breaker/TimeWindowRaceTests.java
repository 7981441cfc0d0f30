package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A time window under several threads. */
class TimeWindowRaceTests {

    private static final int ACTORS = 2;
    private static final int EACH = 7;
    private static final Thresholds NEVER = new Thresholds(1, 101, 101, 0, 0);
    private static final long SECOND = 1_000_000_000L;

    private final FakeTicker ticker = new FakeTicker();

    /** All threads come to a slice that none has begun, round after round. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 50, 70})
    void isExactAtRestAcrossSlices(int seconds) throws Throwable {
        long beginning = ticker.read();
        TimeWindow window = new TimeWindow(seconds, beginning);
        NaiveWindow list = new NaiveWindow(WindowType.TIME_BASED, seconds, 0);
        Random random = new Random(seconds);
        Race.repeat(
                1_000,
                () -> {
                    ticker.advanceNanos(list.sliceNanos() * random.nextInt(3));
                    long elapsed = ticker.read() - beginning;
                    return Race.Round.of(
                            ACTORS,
                            i -> recording(window, list, Outcome.values()[random.nextInt(4)]),
                            () ->
                                    assertThat(window.counts(ticker.read()))
                                            .isEqualTo(list.counts(elapsed)));
                });
    }

    private Race.Actor recording(TimeWindow window, NaiveWindow list, Outcome outcome) {
        long now = ticker.read();
        for (int n = 0; n < EACH; n++) {
            list.add(outcome, now - (Long.MAX_VALUE - 5));
        }
        return () -> {
            for (int n = 0; n < EACH; n++) {
                window.record(outcome, now, NEVER);
            }
        };
    }

    /** All that was in the window has left it, so that the new slice is all there is. */
    @Test
    void aSliceThatSeveralBeginTogetherHoldsTheOutcomesOfAll() throws Throwable {
        TimeWindow window = new TimeWindow(1, ticker.read());
        Race.repeat(
                20_000,
                () -> {
                    ticker.advanceNanos(SECOND);
                    long now = ticker.read();
                    return Race.Round.of(
                            ACTORS,
                            i -> () -> window.record(Outcome.FAILURE, now, NEVER),
                            () -> assertThat(window.counts(now).failed()).isEqualTo(ACTORS));
                });
    }

    /** Both of what a reader is given, and of what a thread that records learns. */
    @Test
    void nobodySeesCountsThatCannotBe() throws Throwable {
        TimeWindow window = new TimeWindow(10, ticker.read());
        Thresholds always = new Thresholds(1, 101, 101, 1, 0);
        AtomicInteger recording = new AtomicInteger(1);
        Race.Actor writer =
                () -> {
                    for (int n = 0; n < 200_000; n++) {
                        assertPossible(
                                window.record(Outcome.SLOW_FAILURE, ticker.read(), always)
                                        .counts());
                    }
                };
        Race.once(
                new Race.Round(
                        () -> assertThat(window.counts(ticker.read()).failed()).isPositive(),
                        writer.countingDown(recording),
                        () -> {
                            while (recording.get() > 0) {
                                assertPossible(window.counts(ticker.read()));
                                window.record(Outcome.SLOW_FAILURE, ticker.read(), always);
                            }
                        }));
    }

    /** Threads may disagree by a slice about when an outcome was, but none gets lost. */
    @Test
    void nothingIsLostOrCountedTwiceWhileTimePasses() throws Throwable {
        TimeWindow window = new TimeWindow(50, ticker.read());
        AtomicInteger recording = new AtomicInteger(ACTORS);
        int each = 60_000;
        Race.Actor passingTime =
                () -> {
                    for (int n = 0; n < 490 && recording.get() > 0; n++) {
                        ticker.advanceNanos(SECOND / 10); // 49 of 50 seconds at most
                        Thread.yield();
                    }
                };
        Race.once(
                new Race.Round(
                        () -> assertLeavesLittleByLittle(window, each),
                        passingTime,
                        recordingAll(window, Outcome.FAILURE, each).countingDown(recording),
                        recordingAll(window, Outcome.SLOW_FAILURE, each).countingDown(recording)));
    }

    private Race.Actor recordingAll(TimeWindow window, Outcome outcome, int times) {
        return () -> {
            for (int n = 0; n < times; n++) {
                window.record(outcome, ticker.read(), NEVER);
                if (n % 64 == 0) {
                    assertPossible(window.counts(ticker.read()));
                }
            }
        };
    }

    private void assertLeavesLittleByLittle(TimeWindow window, int each) {
        Counts before = window.counts(ticker.read());
        assertThat(before).isEqualTo(new Counts(2L * each, 2L * each, each, each));
        for (int slice = 0; slice < 51; slice++) {
            ticker.advanceNanos(SECOND);
            Counts after = window.counts(ticker.read());
            assertPossible(after);
            assertThat(after.calls()).isLessThanOrEqualTo(before.calls());
            before = after;
        }
        assertThat(before).isEqualTo(Counts.NONE);
    }

    /** Rates must not be overstated by what arrives during the reading. */
    private static void assertPossible(Counts counts) {
        boolean possible =
                counts.failed() >= 0
                        && counts.slow() >= 0
                        && counts.slowFailed() >= 0
                        && counts.failed() <= counts.calls()
                        && counts.slow() <= counts.calls()
                        && counts.slowFailed() <= Math.min(counts.failed(), counts.slow());
        assertThat(possible).as("possible: %s", counts).isTrue();
    }
}
