package dev.breaker.spring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breaker.Intervention;
import dev.breaker.Snapshot;
import dev.breaker.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator said who moved a breaker.
 *
 * @param action what he did: FORCE_OPEN, say
 * @param by who he is; null where that is not known
 * @param reason why; null where he did not say
 * @param at when
 * @param until when it ends by itself; null where it does not
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record InterventionView(
        String action,
        @Nullable String by,
        @Nullable String reason,
        Instant at,
        @Nullable Instant until) {

    static @Nullable InterventionView of(Snapshot snapshot) {
        Intervention intervention = snapshot.intervention();
        Instant at = snapshot.interventionAt();
        return intervention == null || at == null
                ? null
                : of(intervention, action(snapshot.state()), at);
    }

    /**
     * The view of an intervention.
     *
     * @param intervention what he said
     * @param action what he did
     * @param at when
     * @return its view
     */
    public static InterventionView of(Intervention intervention, String action, Instant at) {
        return new InterventionView(
                action,
                intervention.by(),
                intervention.reason(),
                at,
                intervention.lasting() == null ? null : at.plus(intervention.lasting()));
    }

    /**
     * What an operator did who brought about a state.
     *
     * @param state the state
     * @return as the endpoint calls it: FORCE_OPEN, say
     */
    public static String action(State state) {
        return switch (state) {
            case FORCED_OPEN -> "FORCE_OPEN";
            case DISABLED -> "DISABLE";
            case METRICS_ONLY -> "METRICS_ONLY";
            case HALF_OPEN -> "HALF_OPEN";
            case CLOSED -> "CLOSE";
            case OPEN -> "OPEN";
        };
    }
}
