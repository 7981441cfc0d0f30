package dev.breaker.spring.health;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.breaker.Breaker;
import dev.breaker.State;
import dev.breaker.spring.BreakerSummary;
import dev.breaker.spring.KeyedBreakers;
import java.util.Map;
import java.util.TreeMap;

/**
 * What health shows of a family: the breaker of its name, and of its keys how many there are in
 * each state.
 *
 * @param status that of the breaker of the name
 * @param keys how many keys have a breaker in each state in which there is one
 */
record FamilyHealth(@JsonUnwrapped BreakerSummary status, Map<State, Integer> keys) {

    static FamilyHealth of(KeyedBreakers family) {
        Map<State, Integer> states = new TreeMap<>();
        for (Breaker key : family.keys()) {
            states.merge(key.state(), 1, Integer::sum);
        }
        return new FamilyHealth(BreakerSummary.of(family.own()), states);
    }

    /**
     * Whether no call gets through: neither one with a key, of those there are, nor one without.
     */
    boolean keepsAllAway() {
        return keepsAway(status.state())
                || (!keys.isEmpty() && keys.keySet().stream().allMatch(FamilyHealth::keepsAway));
    }

    static boolean keepsAway(State state) {
        return state == State.OPEN || state == State.FORCED_OPEN;
    }
}
