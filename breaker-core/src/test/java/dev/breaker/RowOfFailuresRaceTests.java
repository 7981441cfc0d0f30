package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Consecutive outcomes, counted by several threads. */
class RowOfFailuresRaceTests {

    private static final int ACTORS = 2;
    private static final int EACH = 50;

    /** Which each failure reaches, and only failures do. */
    private static final Thresholds ONE_IN_A_ROW = new Thresholds(1_000, 101, 101, 0, 1);

    static Stream<BreakerConfig> windows() {
        return Stream.of(WindowType.values())
                .map(type -> BreakerConfig.builder().slidingWindowType(type).build());
    }

    /** So exactly one thread reaches a threshold. */
    @ParameterizedTest
    @MethodSource("windows")
    void eachFailureLearnsANumberOfItsOwn(BreakerConfig config) throws Throwable {
        Race.repeat(
                2_000,
                () -> {
                    Window window = Window.open(config, 0);
                    BitSet seen = new BitSet();
                    return Race.Round.of(
                            ACTORS,
                            i -> () -> fail(window, seen),
                            () -> {
                                assertThat(seen.cardinality()).isEqualTo(ACTORS * EACH);
                                assertThat(window.inARow()).isEqualTo(new InARow(ACTORS * EACH, 0));
                            });
                });
    }

    private static void fail(Window window, BitSet seen) {
        BitSet own = new BitSet();
        for (int n = 0; n < EACH; n++) {
            own.set((int) record(window, Outcome.FAILURE).failuresInARow());
        }
        synchronized (seen) {
            seen.or(own);
        }
    }

    private static Reached record(Window window, Outcome outcome) {
        return window.record(outcome, 0, ONE_IN_A_ROW);
    }

    @ParameterizedTest
    @MethodSource("windows")
    void noSuccessIsLost(BreakerConfig config) throws Throwable {
        Race.repeat(
                2_000,
                () -> {
                    Window window = Window.open(config, 0);
                    record(window, Outcome.FAILURE);
                    return Race.Round.of(
                            ACTORS,
                            i -> () -> succeed(window),
                            () -> {
                                assertThat(window.inARow()).isEqualTo(new InARow(0, ACTORS * EACH));
                            });
                });
    }

    private static void succeed(Window window) {
        for (int n = 0; n < EACH; n++) {
            record(window, Outcome.SUCCESS);
        }
    }

    /** A thread's own failure begins a new row after its own success, whatever others do. */
    @ParameterizedTest
    @MethodSource("windows")
    void aRowDoesNotOutliveASuccessOfTheSameThread(BreakerConfig config) throws Throwable {
        Race.repeat(
                2_000,
                () -> {
                    Window window = Window.open(config, 0);
                    return Race.Round.of(ACTORS, i -> () -> alternate(window), () -> {});
                });
    }

    private static void alternate(Window window) {
        for (int n = 0; n < EACH; n++) {
            record(window, Outcome.SUCCESS);
            // the other thread may have failed once since, and once more be about to have
            assertThat(record(window, Outcome.FAILURE).failuresInARow()).isBetween(1L, 2L);
        }
    }

    @ParameterizedTest
    @MethodSource("windows")
    void nobodySeesARowOfBoth(BreakerConfig config) throws Throwable {
        Window window = Window.open(config, 0);
        AtomicInteger recording = new AtomicInteger(1);
        Race.Actor recorder = () -> alternateLong(window);
        Race.once(
                new Race.Round(
                        () -> assertThat(window.inARow()).isEqualTo(new InARow(1, 0)),
                        recorder.countingDown(recording),
                        () -> {
                            while (recording.get() > 0) {
                                InARow seen = window.inARow();
                                assertThat(Math.min(seen.failures(), seen.successes())).isZero();
                                assertThat(seen.failures()).isLessThanOrEqualTo(1);
                            }
                        }));
    }

    private static void alternateLong(Window window) {
        for (int n = 0; n < 300_000; n++) {
            record(window, Outcome.SUCCESS);
            record(window, Outcome.FAILURE);
        }
    }
}
