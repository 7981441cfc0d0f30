package dev.breaker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The recent outcomes as DESIGN.md, section 3, rule 4, has them: a list of all there ever were,
 * which is gone through from the beginning each time. Times are nanoseconds since any origin.
 */
final class NaiveWindow {

    private record Recorded(Outcome outcome, long at) {}

    private static final List<Outcome> IN_A_SLICE =
            List.of(Outcome.FAILURE, Outcome.SLOW_FAILURE, Outcome.SLOW_SUCCESS, Outcome.SUCCESS);

    private final WindowType type;
    private final int size;
    private final boolean countsSlow;
    private final long began;
    private final List<Recorded> all = new ArrayList<>();

    NaiveWindow(WindowType type, int size, long began) {
        this(type, size, true, began);
    }

    private NaiveWindow(WindowType type, int size, boolean countsSlow, long began) {
        this.type = type;
        this.size = size;
        this.countsSlow = countsSlow;
        this.began = began;
    }

    static NaiveWindow of(BreakerConfig config, long began) {
        return new NaiveWindow(
                config.slidingWindowType(), config.slidingWindowSize(), countsSlow(config), began);
    }

    /** A count window has no place for slow calls that are not judged. */
    private static boolean countsSlow(BreakerConfig config) {
        return config.slidingWindowType() == WindowType.TIME_BASED
                || !config.slowCallDurationThreshold().isZero();
    }

    void add(Outcome outcome, long at) {
        Outcome known = countsSlow ? outcome : Outcome.of(outcome.isFailure(), false);
        all.add(new Recorded(known, at));
    }

    /** What becomes of it when the settings change. */
    NaiveWindow under(BreakerConfig config, long now) {
        boolean same =
                config.slidingWindowType() == type
                        && config.slidingWindowSize() == size
                        && countsSlow(config) == countsSlow;
        if (same) {
            return this;
        }
        List<Recorded> held = held(now);
        NaiveWindow changed = of(config, held.isEmpty() ? now : held.get(0).at);
        if (type == WindowType.TIME_BASED && config.slidingWindowType() == WindowType.COUNT_BASED) {
            held = bySlices(held, config.slidingWindowSize());
        }
        held.forEach(recorded -> changed.add(recorded.outcome, recorded.at));
        return changed;
    }

    /** All that is known of when something was: its slice; of a count window, that it is there. */
    private List<Recorded> held(long now) {
        List<Recorded> held = new ArrayList<>();
        if (type == WindowType.COUNT_BASED) {
            last(size).forEach(outcome -> held.add(new Recorded(outcome, now)));
        } else {
            for (Recorded recorded : recent(now)) {
                long start = began + slice(recorded.at) * sliceNanos();
                held.add(new Recorded(recorded.outcome, start));
            }
        }
        return held;
    }

    /** In a slice the failures come first; of one that is too large its proportion remains. */
    private static List<Recorded> bySlices(List<Recorded> held, int most) {
        Map<Long, List<Recorded>> slices = new LinkedHashMap<>();
        held.forEach(r -> slices.computeIfAbsent(r.at, at -> new ArrayList<>()).add(r));
        List<Recorded> all = new ArrayList<>();
        for (Map.Entry<Long, List<Recorded>> slice : slices.entrySet()) {
            long calls = slice.getValue().size();
            long room = Math.min(calls, most);
            for (Outcome kind : IN_A_SLICE) {
                long of = slice.getValue().stream().filter(r -> r.outcome == kind).count();
                long share = kind == Outcome.SUCCESS ? room : of * Math.min(calls, most) / calls;
                room -= share;
                all.addAll(Collections.nCopies((int) share, new Recorded(kind, slice.getKey())));
            }
        }
        return all;
    }

    Counts counts(long now) {
        return counted(
                type == WindowType.COUNT_BASED
                        ? last(size)
                        : recent(now).stream().map(Recorded::outcome).toList());
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
    private List<Recorded> recent(long now) {
        long oldest = slice(now) - (slices() - 1);
        return all.stream().filter(recorded -> slice(recorded.at) >= oldest).toList();
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
