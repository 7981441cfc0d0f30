package dev.breaker.spring.endpoint;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some of the events: those of all breakers, or of one and its keys; of all types, or of one. */
public final class EventChoice {

    private final BreakerRegistry registry;
    private final @Nullable BreakerFamilies families;
    private final @Nullable String name;
    private final Collection<EventType> types;

    /**
     * A choice.
     *
     * @param name of which breaker; null for all
     * @param types of which types
     */
    EventChoice(
            BreakerRegistry registry,
            @Nullable BreakerFamilies families,
            @Nullable String name,
            Collection<EventType> types) {
        this.registry = registry;
        this.families = families;
        this.name = name;
        this.types = types;
    }

    /**
     * Whether an event is one of them.
     *
     * @param event any event
     * @return whether it was chosen
     */
    public boolean includes(BreakerEvent event) {
        return types.contains(event.type()) && isAbout(event.breaker());
    }

    /** Whether a breaker of this name is one of those that were chosen. */
    boolean isAbout(String breaker) {
        return name == null || name.equals(breaker) || isKey(name, breaker);
    }

    private boolean isKey(String of, String breaker) {
        return families != null
                && families.find(of).filter(family -> family.mayHave(breaker)).isPresent();
    }

    Collection<EventType> types() {
        return types;
    }

    /** The breakers that are there at this moment. */
    Collection<Breaker> breakers() {
        if (name == null) {
            return registry.all();
        }
        List<Breaker> breakers = new ArrayList<>(registry.find(name).stream().toList());
        if (families != null) {
            families.find(name).ifPresent(family -> breakers.addAll(family.keys()));
        }
        return breakers;
    }
}
