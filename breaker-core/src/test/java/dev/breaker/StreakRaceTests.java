package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** Consecutive outcomes, counted by several threads. */
class StreakRaceTests {

    private static final int ACTORS = 2;
    private static final int EACH = 50;

    /** So exactly one thread reaches a threshold. */
    @Test
    void eachFailureLearnsANumberOfItsOwn() throws Throwable {
        Race.repeat(
                2_000,
                () -> {
                    Counted streak = new Counted();
                    BitSet seen = new BitSet();
                    return Race.Round.of(
                            ACTORS,
                            i -> () -> fail(streak, seen),
                            () -> {
                                assertThat(seen.cardinality()).isEqualTo(ACTORS * EACH);
                                assertThat(streak.row.consecutiveFailures())
                                        .isEqualTo(ACTORS * EACH);
                            });
                });
    }

    private static void fail(Counted streak, BitSet seen) {
        BitSet own = new BitSet();
        for (int n = 0; n < EACH; n++) {
            own.set((int) streak.record(true));
        }
        synchronized (seen) {
            seen.or(own);
        }
    }

    @Test
    void noSuccessIsLost() throws Throwable {
        Race.repeat(
                2_000,
                () -> {
                    Counted streak = new Counted();
                    streak.record(true);
                    return Race.Round.of(
                            ACTORS,
                            i -> () -> succeed(streak),
                            () -> {
                                assertThat(streak.row.consecutiveFailures()).isZero();
                                assertThat(streak.row.consecutiveSuccesses())
                                        .isEqualTo(ACTORS * EACH);
                            });
                });
    }

    private static void succeed(Counted streak) {
        for (int n = 0; n < EACH; n++) {
            streak.record(false);
        }
    }

    /** A row and what counts its successes, as a phase has them. */
    private static final class Counted {

        private static final Thresholds NEVER = new Thresholds(1, 101, 101, 0, 0);

        private final Window window = new CountWindow(10, false);
        private final Streak row = new Streak(window);

        private long record(boolean failed) {
            long inARow = failed ? row.failed() : 0;
            window.record(failed ? Outcome.FAILURE : Outcome.SUCCESS, 0, NEVER);
            return inARow;
        }
    }
}
