package dev.breaker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The recent outcomes as DESIGN.md, section 3, rule 4, has them: a list of all there ever were,
 * which is gone through from the beginning each time. Times are nanoseconds since any origin.
 */
final class NaiveWindow {

    private record Recorded(Outcome outcome, long at) {}

    private final WindowType type;
    private final int size;
    private final long began;
    private final List<Recorded> all = new ArrayList<>();

    NaiveWindow(WindowType type, int size, long began) {
        this.type = type;
        this.size = size;
        this.began = began;
    }

    void add(Outcome outcome, long at) {
        all.add(new Recorded(outcome, at));
    }

    Counts counts(long now) {
        return counted(type == WindowType.COUNT_BASED ? last(size) : recent(now));
    }

    /** How many failures all there ever were ends with. */
    long failuresInARow() {
        long row = 0;
        while (row < all.size() && all.get((int) (all.size() - 1 - row)).outcome.isFailure()) {
            row++;
        }
        return row;
    }

    /** What the four counts of a list of outcomes are. */
    static Counts counted(List<Outcome> outcomes) {
        return new Counts(
                outcomes.size(),
                count(outcomes, Outcome::isFailure),
                count(outcomes, Outcome::isSlow),
                count(outcomes, outcome -> outcome == Outcome.SLOW_FAILURE));
    }

    private List<Outcome> last(int calls) {
        return all.subList(Math.max(0, all.size() - calls), all.size()).stream()
                .map(Recorded::outcome)
                .toList();
    }

    /** An outcome leaves the window when its slice does. */
    private List<Outcome> recent(long now) {
        long oldest = slice(now) - (slices() - 1);
        return all.stream()
                .filter(recorded -> slice(recorded.at) >= oldest)
                .map(Recorded::outcome)
                .toList();
    }

    /** As many slices as seconds, but at least 10 and at most 50. */
    private int slices() {
        return Math.max(10, Math.min(size, 50));
    }

    long sliceNanos() {
        return size * 1_000_000_000L / slices();
    }

    /** In which slice a moment lies; slice 0 began when the window did. */
    private long slice(long at) {
        return (at - began) / sliceNanos();
    }

    private static long count(List<Outcome> outcomes, Predicate<Outcome> which) {
        return outcomes.stream().filter(which).count();
    }
}
