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
                    Streak streak = new Streak();
                    BitSet seen = new BitSet();
                    return Race.Round.of(
                            ACTORS,
                            i -> () -> fail(streak, seen),
                            () -> {
                                assertThat(seen.cardinality()).isEqualTo(ACTORS * EACH);
                                assertThat(streak.consecutiveFailures()).isEqualTo(ACTORS * EACH);
                            });
                });
    }

    private static void fail(Streak streak, BitSet seen) {
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
                    Streak streak = new Streak();
                    streak.record(true);
                    return Race.Round.of(
                            ACTORS,
                            i -> () -> succeed(streak),
                            () -> {
                                assertThat(streak.consecutiveFailures()).isZero();
                                assertThat(streak.consecutiveSuccesses()).isEqualTo(ACTORS * EACH);
                            });
                });
    }

    private static void succeed(Streak streak) {
        for (int n = 0; n < EACH; n++) {
            streak.record(false);
        }
    }
}
