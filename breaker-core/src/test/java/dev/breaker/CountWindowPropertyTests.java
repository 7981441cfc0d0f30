package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A count window against a list, for every size at which its words and fields are cut anew. */
class CountWindowPropertyTests {

    private static final int LAPS = 12;

    static IntStream sizes() {
        return IntStream.concat(
                IntStream.rangeClosed(1, 70), IntStream.of(127, 128, 255, 256, 1000));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void holdsTheLastOutcomesOfFourKinds(int size) {
        checkAgainstAList(size, true, new Random(size));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void holdsTheLastOutcomesOfTwoKinds(int size) {
        checkAgainstAList(size, false, new Random(size));
    }

    /** In runs of one kind, so that the ring is full of it and empty of it again and again. */
    private static void checkAgainstAList(int size, boolean slow, Random random) {
        CountWindow window = new CountWindow(size, slow);
        NaiveWindow list = new NaiveWindow(WindowType.COUNT_BASED, size, 0);
        int failures = 1 + random.nextInt(size);
        Thresholds thresholds = new Thresholds(size, 60, slow ? 70 : 101, failures, 0);
        int kinds = slow ? 4 : 2;
        for (int i = 0, left = 0, favourite = 0; i < LAPS * size; i++, left--) {
            if (left == 0) {
                left = 1 + random.nextInt(2 * size);
                favourite = random.nextInt(kinds);
            }
            int kind = random.nextInt(4) == 0 ? random.nextInt(kinds) : favourite;
            Outcome outcome = Outcome.values()[kind];
            list.add(outcome, 0);
            Reached reached = window.record(outcome, 0, thresholds);

            Counts expected = list.counts(0);
            assertThat(window.counts(0)).as("after outcome %d", i).isEqualTo(expected);
            boolean addsNothing = outcome == Outcome.SUCCESS && i >= size;
            assertThat(reached)
                    .as("reached by outcome %d", i)
                    .isEqualTo(
                            isReached(expected, size, failures, slow)
                                            && !(addsNothing && reached == null)
                                    ? new Reached(expected, list.failuresInARow())
                                    : null);
        }
    }

    private static boolean isReached(Counts held, int size, int failures, boolean slow) {
        boolean full = held.calls() >= size;
        return (full && held.failed() * 100 >= size * 60L)
                || (full && slow && held.slow() * 100 >= size * 70L)
                || held.failed() >= failures;
    }

    @Test
    void theLargestWindowsCountToTheLastCall() {
        checkFilledWith(Outcome.FAILURE, CountWindow.MOST_CALLS, false);
        checkFilledWith(Outcome.SLOW_FAILURE, CountWindow.MOST_CALLS_WITH_SLOW, true);
    }

    private static void checkFilledWith(Outcome outcome, int size, boolean slow) {
        CountWindow window = new CountWindow(size, slow);
        Thresholds never = new Thresholds(1, 101, 101, 0, 0);
        for (int i = 0; i < size + 10; i++) {
            window.record(outcome, 0, never);
        }
        assertThat(window.counts(0))
                .isEqualTo(new Counts(size, size, slow ? size : 0, slow ? size : 0));
        for (int i = 0; i < size; i++) {
            window.record(Outcome.SUCCESS, 0, never);
        }
        assertThat(window.counts(0)).isEqualTo(new Counts(size, 0, 0, 0));
    }

    /** The lap number in the head overflows into nothing: 9 bits of it are left at this size. */
    @Test
    void goesOnAfterTheLapNumberHasWrapped() {
        int size = CountWindow.MOST_CALLS_WITH_SLOW;
        CountWindow window = new CountWindow(size, true);
        Thresholds never = new Thresholds(1, 101, 101, 0, 0);
        for (int i = 0; i < size * 600; i++) {
            window.record(i % 8 == 0 ? Outcome.SLOW_FAILURE : Outcome.SUCCESS, 0, never);
        }

        assertThat(window.counts(0)).isEqualTo(new Counts(size, size / 8, size / 8, size / 8));
    }

    /** Its ticket has wrapped by then, and would look like a new one. */
    @Test
    void aFailureDoesNotComeBackAfterMillionsOfSuccesses() {
        CountWindow window = new CountWindow(10, false);
        Thresholds never = new Thresholds(1, 101, 101, 0, 0);
        for (int n = 0; n < 10; n++) {
            window.record(Outcome.SUCCESS, 0, never);
        }
        window.record(Outcome.FAILURE, 0, never);
        int tickets = 1 << 22;
        for (int n = 0; n < tickets + 5; n++) {
            window.record(Outcome.SUCCESS, 0, never);
        }

        assertThat(window.counts(0)).isEqualTo(new Counts(10, 0, 0, 0));
    }
}
