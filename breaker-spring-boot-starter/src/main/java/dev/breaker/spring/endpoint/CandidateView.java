package dev.breaker.spring.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breaker.spring.RehearsalView;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings that are tried beside those in force.
 *
 * @param settings those that differ, by their keys
 * @param by who began that; null where that is not known
 * @param reason why; null where he did not say
 * @param at when; null where that is not known
 * @param rehearsal how the breaker would stand with them
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CandidateView(
        Map<String, Object> settings,
        @Nullable String by,
        @Nullable String reason,
        @Nullable Instant at,
        RehearsalView rehearsal) {}
