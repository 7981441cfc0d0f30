package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A time window against a list, for every number of slices, across the overflow of the ticker. */
class TimeWindowPropertyTests {

    private static final int STEPS = 1_500;
    private static final long BEGINNING = Long.MAX_VALUE - 5_000_000_000L;

    static IntStream sizes() {
        return IntStream.concat(IntStream.rangeClosed(1, 70), IntStream.of(99, 1000, 3600, 86_400));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void holdsTheOutcomesOfTheLastSlices(int seconds) {
        Random random = new Random(seconds);
        TimeWindow window = new TimeWindow(seconds, BEGINNING);
        NaiveWindow list = new NaiveWindow(WindowType.TIME_BASED, seconds, 0);
        int failures = 1 + random.nextInt(20);
        Thresholds thresholds = new Thresholds(5, 60, 70, failures, 0);
        long elapsed = 0;
        long latest = 0;
        for (int i = 0; i < STEPS; i++) {
            elapsed += step(list.sliceNanos(), random);
            if (random.nextInt(8) != 0) { // else it is only read
                Outcome outcome = Outcome.values()[random.nextInt(4)];
                boolean sameSlice = elapsed / list.sliceNanos() == latest / list.sliceNanos();
                boolean wasReached = sameSlice && isReached(list.counts(elapsed), failures);
                latest = elapsed;
                list.add(outcome, elapsed);
                Reached reached = window.record(outcome, at(elapsed), thresholds);
                Counts expected = list.counts(elapsed);
                boolean addsNothing = outcome == Outcome.SUCCESS && wasReached;
                assertThat(reached)
                        .as("reached by step %d", i)
                        .isEqualTo(
                                isReached(expected, failures) && !(addsNothing && reached == null)
                                        ? new Reached(expected, list.failuresInARow())
                                        : null);
            }
            assertThat(window.counts(at(elapsed)))
                    .as("after step %d", i)
                    .isEqualTo(list.counts(elapsed));
        }
    }

    /** Though it lowers the rate itself. */
    @Test
    void aSuccessFindsAThresholdReachedWhenOldSuccessesHaveLeft() {
        TimeWindow window = new TimeWindow(10, BEGINNING);
        Thresholds half = new Thresholds(3, 50, 101, 0, 0);
        for (int n = 0; n < 9; n++) {
            window.record(Outcome.SUCCESS, at(0), half);
        }
        for (int n = 0; n < 3; n++) {
            assertThat(window.record(Outcome.FAILURE, at(5_000_000_000L), half)).isNull();
        }
        assertThat(window.record(Outcome.SUCCESS, at(5_000_000_000L), half)).isNull();

        assertThat(window.record(Outcome.SUCCESS, at(10_000_000_000L), half))
                .isEqualTo(new Reached(new Counts(5, 3, 0, 0), 0));
    }

    /** Mostly within a slice; else to the edges of slices, and sometimes past the whole window. */
    private static long step(long slice, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> slice - 1;
            case 1 -> slice;
            case 2 -> slice + 1;
            case 3 -> slice * random.nextInt(60);
            case 4 -> (long) (slice * random.nextDouble());
            case 5 -> random.nextInt(20) == 0 ? slice * 5_000 : 0;
            default -> slice / 10 * random.nextInt(3);
        };
    }

    private static boolean isReached(Counts held, int failures) {
        boolean ratesKnown = held.calls() >= 5;
        return (ratesKnown && held.failed() * 100 >= held.calls() * 60)
                || (ratesKnown && held.slow() * 100 >= held.calls() * 70)
                || held.failed() >= failures;
    }

    @Test
    void anOutcomeLeavesWithItsSliceToTheNanosecond() {
        TimeWindow window = new TimeWindow(10, BEGINNING); // ten slices of a second
        window.record(Outcome.FAILURE, at(1_999_999_999L), new Thresholds(1, 1, 1, 0, 0));

        assertThat(window.counts(at(10_999_999_999L)).failed()).isOne();
        assertThat(window.counts(at(11_000_000_000L))).isEqualTo(Counts.NONE);
    }

    @Test
    void anOutcomeOnTheEdgeBelongsToTheSliceThatBegins() {
        TimeWindow window = new TimeWindow(10, BEGINNING);
        window.record(Outcome.FAILURE, at(1_000_000_000L), new Thresholds(1, 1, 1, 0, 0));

        assertThat(window.counts(at(10_999_999_999L)).failed()).isOne();
        assertThat(window.counts(at(11_000_000_000L))).isEqualTo(Counts.NONE);
    }

    /** A thread that read the clock and was then delayed by a whole slice or more. */
    @Test
    void anOutcomeThatComesLateIsCountedInTheSliceThatHasSinceBegun() {
        TimeWindow window = new TimeWindow(10, BEGINNING);
        Thresholds thresholds = new Thresholds(1, 101, 101, 1, 0);
        window.record(Outcome.SUCCESS, at(7_000_000_000L), thresholds);

        Reached reached = window.record(Outcome.FAILURE, at(2_000_000_000L), thresholds);

        assertThat(reached).isEqualTo(new Reached(new Counts(2, 1, 0, 0), 1));
        assertThat(window.counts(at(16_999_999_999L))).isEqualTo(new Counts(2, 1, 0, 0));
        assertThat(window.counts(at(17_000_000_000L))).isEqualTo(Counts.NONE);
    }

    /** The ticker's reading so long after the window was opened. */
    private static long at(long elapsed) {
        return BEGINNING + elapsed;
    }
}
