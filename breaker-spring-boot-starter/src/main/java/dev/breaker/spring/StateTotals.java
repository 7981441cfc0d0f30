package dev.breaker.spring;

import dev.breaker.Snapshot;
import dev.breaker.State;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * What the changes of the state brought, since the start.
 *
 * @param late calls that ended when the state that permitted them was over
 * @param openings how often breakers opened
 * @param rehearsedOpenings how often they would have
 * @param rehearsedNotPermitted how many calls would have been rejected
 * @param timeInStates how long breakers have been in each state, all together
 */
public record StateTotals(
        long late,
        long openings,
        long rehearsedOpenings,
        long rehearsedNotPermitted,
        Map<State, Duration> timeInStates) {

    /** No breaker at all. */
    public static final StateTotals NONE = new StateTotals(0, 0, 0, 0, Map.of());

    /**
     * The totals of one breaker.
     *
     * @param snapshot what it knew at one moment
     * @return its totals then
     */
    public static StateTotals of(Snapshot snapshot) {
        return new StateTotals(
                snapshot.lateCalls(),
                snapshot.openings(),
                snapshot.rehearsedOpenings(),
                snapshot.rehearsedNotPermittedCalls(),
                snapshot.timeInStates());
    }

    /**
     * How long breakers have been in a state.
     *
     * @param state which
     * @return of all breakers together
     */
    public Duration timeIn(State state) {
        return timeInStates.getOrDefault(state, Duration.ZERO);
    }

    StateTotals plus(StateTotals other) {
        return new StateTotals(
                late + other.late,
                openings + other.openings,
                rehearsedOpenings + other.rehearsedOpenings,
                rehearsedNotPermitted + other.rehearsedNotPermitted,
                merged(other, Duration::plus));
    }

    /** Each figure the larger of the two. */
    StateTotals max(StateTotals other) {
        return new StateTotals(
                Math.max(late, other.late),
                Math.max(openings, other.openings),
                Math.max(rehearsedOpenings, other.rehearsedOpenings),
                Math.max(rehearsedNotPermitted, other.rehearsedNotPermitted),
                merged(other, (one, another) -> one.compareTo(another) < 0 ? another : one));
    }

    private Map<State, Duration> merged(StateTotals other, BinaryOperator<Duration> merge) {
        Map<State, Duration> merged = new EnumMap<>(State.class);
        for (State state : State.values()) {
            merged.put(state, merge.apply(timeIn(state), other.timeIn(state)));
        }
        return merged;
    }
}
