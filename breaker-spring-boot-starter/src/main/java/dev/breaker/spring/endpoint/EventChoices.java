package dev.breaker.spring.endpoint;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import java.util.Collection;
import java.util.EnumSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Which events a path means. A name may contain slashes: a path that is a breaker's name as a whole
 * means that breaker, else its last part is the type.
 */
public final class EventChoices {

    private static final Collection<EventType> EVERY_TYPE = EnumSet.allOf(EventType.class);

    private final BreakerRegistry registry;
    private final @Nullable BreakerFamilies families;

    /**
     * Choices.
     *
     * @param registry the breakers
     * @param families which of them are those of keys; null if none are
     */
    public EventChoices(BreakerRegistry registry, @Nullable BreakerFamilies families) {
        this.registry = registry;
        this.families = families;
    }

    /** {@return all events of all breakers} */
    public EventChoice all() {
        return new EventChoice(registry, families, null, EVERY_TYPE);
    }

    /**
     * The events that a path means.
     *
     * @param <R> what becomes of it
     * @param path the rest of a request's path, without a slash before it
     * @param chosen what to do with them
     * @param refused what to do with an answer that says why there are none
     * @return what either of the two has made
     */
    public <R> R choose(
            String path,
            Function<EventChoice, R> chosen,
            Function<WebEndpointResponse<Object>, R> refused) {
        if (registry.find(path).isPresent()) {
            return chosen.apply(of(path, EVERY_TYPE));
        }
        int slash = path.lastIndexOf('/');
        String name = path.substring(0, Math.max(0, slash));
        if (slash < 0 || registry.find(name).isEmpty()) {
            return refused.apply(Problem.unknownBreaker(path));
        }
        String type = path.substring(slash + 1);
        return EnumText.parse(EventType.class, type)
                .map(known -> chosen.apply(of(name, EnumSet.of(known))))
                .orElseGet(
                        () ->
                                refused.apply(
                                        Problem.unknownValue("event type", type, EventType.class)));
    }

    private EventChoice of(String name, Collection<EventType> types) {
        return new EventChoice(registry, families, name, types);
    }
}
