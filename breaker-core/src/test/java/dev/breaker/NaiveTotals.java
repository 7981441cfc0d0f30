package dev.breaker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a breaker counts for life. */
final class NaiveTotals {

    private final Map<State, Duration> times = new EnumMap<>(State.class);
    private final List<Outcome> outcomes = new ArrayList<>();
    private long late;
    private long openings;
    private @Nullable Long inFlight;
    long notPermitted;

    NaiveTotals() {
        for (State state : State.values()) {
            times.put(state, Duration.ZERO);
        }
    }

    void stayed(State in, long nanos) {
        times.merge(in, Duration.ofNanos(nanos), Duration::plus);
    }

    void opened() {
        openings++;
    }

    void add(Outcome outcome) {
        outcomes.add(outcome);
    }

    void addLate() {
        late++;
    }

    void countInFlight() {
        inFlight = inFlight == null ? Long.valueOf(0) : inFlight;
    }

    /** Whether a call that begins now is counted. */
    boolean begins() {
        inFlight = inFlight == null ? null : Long.valueOf(inFlight + 1);
        return inFlight != null;
    }

    void ends() {
        inFlight = inFlight == null ? null : Long.valueOf(inFlight - 1);
    }

    /** Every outcome there ever was, late ones and ignored ones too. */
    List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    Figures.Lifetime figures() {
        return new Figures.Lifetime(
                count(Outcome.SUCCESS) + count(Outcome.SLOW_SUCCESS),
                count(Outcome.FAILURE) + count(Outcome.SLOW_FAILURE),
                count(Outcome.IGNORED),
                count(Outcome.SLOW_SUCCESS) + count(Outcome.SLOW_FAILURE),
                notPermitted,
                late,
                openings,
                inFlight);
    }

    /** How long in which state, if one is in this state for so long by now. */
    Map<State, Duration> timeInStates(State now, long nanos) {
        Map<State, Duration> all = new EnumMap<>(times);
        all.merge(now, Duration.ofNanos(nanos), Duration::plus);
        return all;
    }

    private long count(Outcome which) {
        return outcomes.stream().filter(outcome -> outcome == which).count();
    }
}
