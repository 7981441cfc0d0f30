package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counters side by side, in one row and in several. */
class StripedCountersTests {

    private static final int COUNTERS = 9;
    private static final int ACTORS = 3;

    private final StripedCounters counters = new StripedCounters(COUNTERS);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachCountsForItself(boolean striped) {
        for (int counter = 0; counter < COUNTERS; counter++) {
            counters.increment(counter);
        }
        if (striped) {
            counters.stripe();
        }
        for (int counter = 0; counter < COUNTERS; counter++) {
            counters.add(counter, 10L * counter);
        }

        assertThat(LongStream.range(0, COUNTERS).map(counter -> counters.sum((int) counter)))
                .containsExactly(1L, 11L, 21L, 31L, 41L, 51L, 61L, 71L, 81L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tellHowFarTheOwnCellHasCome(boolean striped) {
        if (striped) {
            counters.stripe();
        }

        assertThat(LongStream.range(0, 4).map(n -> counters.increment(3)))
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(counters.increment(4)).isEqualTo(1);
    }

    @Test
    void threadsThatWereMadeOneAfterTheOtherDoNotMeet() {
        for (long thread = 1; thread < 1_000; thread++) {
            assertThat(StripedCounters.rowOf(thread))
                    .isPositive() // row 0 stands beside the length, which all read
                    .isNotEqualTo(StripedCounters.rowOf(thread + 1));
        }
    }

    @Test
    void areStripedOnce() {
        assertThat(counters.stripe()).isNotNull().isSameAs(counters.stripe());
    }

    @Test
    void areNoMoreThanFitSideBySide() {
        assertThatThrownBy(() -> new StripedCounters(17))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("At most 16 counters fit, not 17");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void loseNothing(int by) throws Throwable {
        int each = 1_000;
        Race.repeat(
                300,
                () -> {
                    StripedCounters raced = new StripedCounters(2);
                    return Race.Round.of(
                            ACTORS,
                            i -> () -> addAndLook(raced, each, by),
                            () -> {
                                assertThat(raced.sum(0)).isEqualTo((long) ACTORS * each * by);
                                assertThat(raced.sum(1)).isEqualTo((long) ACTORS * each);
                            });
                });
    }

    /** A sum does not fall, and has in it what the thread itself has added. */
    private static void addAndLook(StripedCounters counters, int times, int by) {
        long before = 0;
        for (int n = 1; n <= times; n++) {
            counters.add(0, by);
            counters.increment(1);
            long sum = counters.sum(0);
            assertThat(sum).isGreaterThanOrEqualTo(Math.max(before, (long) n * by));
            before = sum;
        }
    }
}
