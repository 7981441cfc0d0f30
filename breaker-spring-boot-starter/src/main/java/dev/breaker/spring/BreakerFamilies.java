package dev.breaker.spring;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.Ticker;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The families of breakers of an application, by name: wherever one name stands for a breaker per
 * key. Thread-safe.
 *
 * <p>A breaker that is in the registry before its key is asked for, because it is configured by
 * name or code made it, serves its key too; but the family neither evicts nor measures it.
 */
public final class BreakerFamilies implements AutoCloseable {

    private final BreakerRegistry registry;
    private final Breakers breakers;
    private final Ticker ticker;
    private final ConcurrentMap<String, KeyedBreakers> families = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, KeyedBreakers> owners = new ConcurrentHashMap<>();
    private final List<Consumer<? super KeyedBreakers>> welcomers = new CopyOnWriteArrayList<>();
    private final Consumer<Breaker> mourner = this::removed;

    /**
     * No families yet, on the time of the JVM.
     *
     * @param registry where their breakers are
     * @param breakers makes them
     */
    public BreakerFamilies(BreakerRegistry registry, Breakers breakers) {
        this(registry, breakers, Ticker.system());
    }

    /**
     * No families yet.
     *
     * @param registry where their breakers are
     * @param breakers makes them
     * @param ticker tells how long a key has been idle
     */
    public BreakerFamilies(BreakerRegistry registry, Breakers breakers, Ticker ticker) {
        this.registry = registry;
        this.breakers = breakers;
        this.ticker = ticker;
        registry.onRemoved(mourner);
    }

    /**
     * The family of this name, made with its configured {@code max-keys} and so on if it is not
     * there yet; its breakers are {@code <name>/<key>}.
     *
     * @param name the name, as under {@code breaker.instances}
     * @param configuration the named base of its settings; empty for none
     * @return always the same family for a name
     * @throws IllegalArgumentException if there is no such base, or the name has another
     */
    public KeyedBreakers family(String name, String configuration) {
        return family(name, name + "/", configuration, () -> breakers.settings(name).keys());
    }

    /**
     * The family of this name, made with these settings if it is not there yet; its breakers are
     * {@code <name>/<key>}.
     *
     * @param name the name, as under {@code breaker.instances}
     * @param configuration the named base of its settings; empty for none
     * @param settings how many keys it may have
     * @return always the same family for a name, with the settings of who asked first
     * @throws IllegalArgumentException if there is no such base, or the name has another
     */
    public KeyedBreakers family(String name, String configuration, KeySettings settings) {
        return family(name, name + "/", configuration, () -> settings);
    }

    /**
     * The family of the names that an expression makes; each is the name of a breaker as it is.
     *
     * @param pattern the name of the family: what is common to them, with a * for what is not
     */
    KeyedBreakers names(String pattern, String configuration) {
        return family(pattern, "", configuration, () -> breakers.settings(pattern).keys());
    }

    private KeyedBreakers family(
            String name, String prefix, String configuration, Supplier<KeySettings> settings) {
        breakers.breaker(name, configuration); // refused where it cannot be; there from now on
        KeyedBreakers known = families.get(name);
        if (known != null) {
            return known;
        }
        KeyedBreakers made = new KeyedBreakers(name, prefix, configuration, settings.get(), this);
        known = families.putIfAbsent(name, made);
        if (known != null) {
            return known;
        }
        welcomers.forEach(welcomer -> welcomer.accept(made));
        return made;
    }

    /**
     * The family of this name, if there is one.
     *
     * @param name its name
     * @return the family; none is made
     */
    public Optional<KeyedBreakers> find(String name) {
        return Optional.ofNullable(families.get(name));
    }

    /** {@return all families there are at this moment, by name} */
    public List<KeyedBreakers> all() {
        return families.values().stream()
                .sorted(Comparator.comparing(KeyedBreakers::name))
                .toList();
    }

    /**
     * The family that made a breaker for one of its keys.
     *
     * @param breaker a breaker
     * @return its family; none for any other breaker, that of a family's own name included
     */
    public Optional<KeyedBreakers> ownerOf(Breaker breaker) {
        return Optional.ofNullable(owners.get(breaker.name()));
    }

    /**
     * Tells of each family: of those that are there now, and of each that comes.
     *
     * @param consumer what to do with a family; may be told twice of one that comes meanwhile
     */
    public void onEach(Consumer<? super KeyedBreakers> consumer) {
        welcomers.add(consumer);
        families.values().forEach(consumer);
    }

    /**
     * Tells a consumer of nothing any more.
     *
     * @param consumer one that was given to {@link #onEach}
     */
    public void unsubscribe(Consumer<? super KeyedBreakers> consumer) {
        welcomers.removeIf(consumer::equals);
    }

    /** Whether a family may call the breaker of this name its own: nobody else has it. */
    boolean claim(String breaker, KeyedBreakers family) {
        KeyedBreakers owner = owners.get(breaker);
        return owner == family
                || (owner == null
                        && registry.find(breaker).isEmpty()
                        && owners.putIfAbsent(breaker, family) == null);
    }

    void release(String breaker, KeyedBreakers family) {
        owners.remove(breaker, family);
    }

    void remove(Breaker breaker) {
        if (holds(breaker)) {
            registry.remove(breaker.name());
        }
    }

    boolean holds(Breaker breaker) {
        return registry.find(breaker.name()).filter(breaker::equals).isPresent();
    }

    Breakers breakers() {
        return breakers;
    }

    Ticker ticker() {
        return ticker;
    }

    private void removed(Breaker breaker) {
        families.values().forEach(family -> family.removed(breaker));
    }

    /** Lets go of the registry, which may be that of other applications, too. */
    @Override
    public void close() {
        registry.unsubscribe(mourner);
    }

    @Override
    public String toString() {
        Collection<String> names = families.keySet();
        return "Families " + names;
    }
}
