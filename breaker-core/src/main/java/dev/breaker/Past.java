package dev.breaker;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a breaker has behind it when a phase begins: immutable, carried from phase to phase.
 *
 * @param timeInStates how long it has been in each state; every state is there
 * @param openings how often it has opened
 */
record Past(Map<State, Duration> timeInStates, long openings) {

    static final Past NONE = new Past(nowhere(), 0);

    private static Map<State, Duration> nowhere() {
        Map<State, Duration> times = new EnumMap<>(State.class);
        for (State state : State.values()) {
            times.put(state, Duration.ZERO);
        }
        return Collections.unmodifiableMap(times);
    }

    /** With one more stay in a state, of so many nanoseconds. */
    Past plus(State state, long stay) {
        Map<State, Duration> times = new EnumMap<>(timeInStates);
        times.merge(state, Duration.ofNanos(Math.max(0, stay)), Duration::plus);
        return new Past(Collections.unmodifiableMap(times), openings);
    }

    /** With one more time that the breaker opened. */
    Past opened() {
        return new Past(timeInStates, openings + 1);
    }
}
