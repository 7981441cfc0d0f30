package dev.breaker.spring.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The statuses of all breakers at one moment.
 *
 * @param at the moment
 * @param byName the statuses, in the order of the names
 */
record Statuses(Instant at, Map<String, BreakerStatus> byName) {

    static Statuses of(BreakerRegistry registry) {
        Map<String, BreakerStatus> all = new LinkedHashMap<>();
        registry.all().forEach(breaker -> all.put(breaker.name(), BreakerStatus.of(breaker)));
        return new Statuses(Instant.now(), all);
    }

    /** All of them. */
    Message all(String access) {
        return new Message(at, access, true, byName, List.of());
    }

    /** Those that are others than before. */
    Message since(Statuses before, String access) {
        Map<String, BreakerStatus> changed = new LinkedHashMap<>();
        byName.forEach(
                (name, status) -> {
                    BreakerStatus known = before.byName.get(name);
                    if (known == null || !Countdown.isAllThatDiffers(known, status)) {
                        changed.put(name, status);
                    }
                });
        List<String> removed =
                before.byName.keySet().stream().filter(name -> !byName.containsKey(name)).toList();
        return new Message(at, access, false, changed, removed);
    }

    /**
     * What a client is told.
     *
     * @param at when it was so
     * @param access what may be done at the endpoint
     * @param full whether these are all breakers, or only those that have changed
     * @param circuitBreakers their statuses
     * @param removed those that are there no more
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Message(
            Instant at,
            String access,
            boolean full,
            Map<String, BreakerStatus> circuitBreakers,
            List<String> removed)
            implements OperationResponseBody {

        boolean isEmpty() {
            return circuitBreakers.isEmpty() && removed.isEmpty();
        }
    }
}
