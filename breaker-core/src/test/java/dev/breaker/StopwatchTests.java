package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StopwatchTests {

    private final AtomicBoolean wanted = new AtomicBoolean();

    @Test
    void readsTheTickerOnlyWhileItIsWanted() {
        Stopwatch stopwatch = new Stopwatch(() -> 42, wanted::get);
        assertThat(stopwatch.start()).isEqualTo(Stopwatch.NOT_TIMED);

        wanted.set(true);
        stopwatch.decide();
        assertThat(stopwatch.start()).isEqualTo(42);

        wanted.set(false);
        stopwatch.decide();
        assertThat(stopwatch.start()).isEqualTo(Stopwatch.NOT_TIMED);
    }

    @Test
    void runsFromTheBeginningWhereItIsWantedThen() {
        assertThat(new Stopwatch(() -> 42, () -> true).start()).isEqualTo(42);
    }

    /** Another thread has begun to listen between the question and the answer's taking effect. */
    @Test
    void doesNotLoseAWishThatComesWhileItDecides() {
        Iterator<Boolean> answers = List.of(false, false, true).iterator();
        Stopwatch stopwatch = new Stopwatch(() -> 42, answers::next);

        stopwatch.decide();

        assertThat(stopwatch.start()).isEqualTo(42);
    }

    @Test
    void takesNoReadingForACallThatWasNotTimed() {
        Stopwatch stopwatch = new Stopwatch(() -> Stopwatch.NOT_TIMED, () -> true);

        assertThat(stopwatch.start()).isNotEqualTo(Stopwatch.NOT_TIMED);
    }
}
