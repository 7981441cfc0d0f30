package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A count window under several threads. Its ring is seen by pushing it out with successes. */
class CountWindowRaceTests {

    private static final int ACTORS = 2;
    private static final Thresholds NEVER = new Thresholds(1, 101, 101, 0, 0);
    private static final Thresholds ALWAYS = new Thresholds(1, 101, 101, 1, 0);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 15, 16, 17, 33, 100})
    void whatTheRingHoldsIsWhatTheCountsSay(int size) throws Throwable {
        Random seeds = new Random(size);
        Race.repeat(
                400,
                () -> {
                    CountWindow window = new CountWindow(size, true);
                    return Race.Round.of(
                            ACTORS,
                            i -> recording(window, 20 + size, seeds.nextLong()),
                            () -> assertCountsEqualTheRing(window, size));
                });
    }

    /** Mostly one kind at a time, so that some codes in the ring need no writing and others do. */
    private static Race.Actor recording(CountWindow window, int outcomes, long seed) {
        Random random = new Random(seed);
        int favourite = random.nextInt(4);
        return () -> {
            for (int n = 0; n < outcomes; n++) {
                int kind = random.nextInt(3) == 0 ? random.nextInt(4) : favourite;
                window.record(Outcome.values()[kind], 0, NEVER);
            }
        };
    }

    /** With each success exactly one outcome of the ring leaves the counts. */
    private static void assertCountsEqualTheRing(CountWindow window, int size) {
        Counts before = window.counts(0);
        assertThat(before.calls()).isEqualTo(size);
        assertWithinBounds(before, size);
        for (int n = 0; n < size; n++) {
            window.record(Outcome.SUCCESS, 0, NEVER);
            Counts after = window.counts(0);
            assertWithinBounds(after, size);
            assertThat(before.failed() - after.failed()).isBetween(0L, 1L);
            assertThat(before.slow() - after.slow()).isBetween(0L, 1L);
            assertThat(before.slowFailed() - after.slowFailed()).isBetween(0L, 1L);
            before = after;
        }
        assertThat(before).isEqualTo(new Counts(size, 0, 0, 0));
    }

    private static void assertWithinBounds(Counts counts, int size) {
        boolean possible =
                counts.calls() <= size
                        && counts.failed() <= counts.calls()
                        && counts.slow() <= counts.calls()
                        && counts.slowFailed() <= Math.min(counts.failed(), counts.slow())
                        && counts.failed() + counts.slow() - counts.slowFailed() <= counts.calls();
        assertThat(possible).as("possible: %s", counts).isTrue();
    }

    @Test
    void nothingIsLostOrCountedTwiceBeforeTheWindowIsFull() throws Throwable {
        Race.repeat(
                300,
                () -> {
                    CountWindow window = new CountWindow(400, true);
                    return Race.Round.of(
                            4,
                            kind -> recordingOnly(window, Outcome.values()[kind], 100),
                            () ->
                                    assertThat(window.counts(0))
                                            .isEqualTo(new Counts(400, 200, 200, 100)));
                });
    }

    private static Race.Actor recordingOnly(CountWindow window, Outcome outcome, int times) {
        return () -> {
            for (int n = 0; n < times; n++) {
                window.record(outcome, 0, NEVER);
            }
        };
    }

    /** So exactly one thread finds that a threshold is reached just now. */
    @Test
    void eachFailureLearnsANumberOfItsOwn() throws Throwable {
        int each = 100;
        Race.repeat(
                300,
                () -> {
                    CountWindow window = new CountWindow(ACTORS * each, false);
                    BitSet seen = new BitSet();
                    return Race.Round.of(
                            ACTORS,
                            i -> noting(window, each, seen),
                            () -> assertThat(seen.cardinality()).isEqualTo(ACTORS * each));
                });
    }

    private static Race.Actor noting(CountWindow window, int failures, BitSet seen) {
        return () -> {
            BitSet own = new BitSet();
            for (int n = 0; n < failures; n++) {
                own.set((int) window.record(Outcome.FAILURE, 0, ALWAYS).counts().failed());
            }
            synchronized (seen) {
                seen.or(own);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 20})
    void aReaderSeesOnlyCountsThatCanBe(int size) throws Throwable {
        CountWindow window = new CountWindow(size, true);
        AtomicInteger writing = new AtomicInteger(2);
        Race.Actor reader =
                () -> {
                    while (writing.get() > 0) {
                        assertWithinBounds(window.counts(0), size);
                    }
                };
        Race.once(
                new Race.Round(
                        () -> assertCountsEqualTheRing(window, size),
                        recording(window, 100_000, 1).countingDown(writing),
                        recording(window, 100_000, 2).countingDown(writing),
                        reader));
    }
}
