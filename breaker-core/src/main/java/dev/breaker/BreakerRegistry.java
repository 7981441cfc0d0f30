package dev.breaker;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The breakers of an application, by name. Thread-safe. */
public final class BreakerRegistry {

    private final BreakerConfig defaults;
    private final Ticker ticker;
    private final ConcurrentMap<String, Registration> registrations = new ConcurrentHashMap<>();
    private final List<Consumer<? super Breaker>> welcomers = new CopyOnWriteArrayList<>();
    private final List<Consumer<? super Breaker>> mourners = new CopyOnWriteArrayList<>();

    private BreakerRegistry(BreakerConfig defaults, Ticker ticker) {
        this.defaults = Objects.requireNonNull(defaults, "defaults");
        this.ticker = Objects.requireNonNull(ticker, "ticker");
    }

    /**
     * An empty registry on the time of the JVM.
     *
     * @param defaults the settings of breakers that are asked for by name only
     * @return a new registry
     */
    public static BreakerRegistry of(BreakerConfig defaults) {
        return of(defaults, Ticker.system());
    }

    /**
     * An empty registry on a time of its own.
     *
     * @param defaults the settings of breakers that are asked for by name only
     * @param ticker the clock of all its breakers
     * @return a new registry
     */
    public static BreakerRegistry of(BreakerConfig defaults, Ticker ticker) {
        return new BreakerRegistry(defaults, ticker);
    }

    /** {@return the settings of breakers that are asked for by name only} */
    public BreakerConfig defaults() {
        return defaults;
    }

    /**
     * The breaker of this name, made with the default settings if there is none.
     *
     * @param name its name, not blank
     * @return always the same breaker for a name
     */
    public Breaker breaker(String name) {
        Registration known = registrations.get(Objects.requireNonNull(name, "name"));
        return known != null ? known.breaker : add(name, defaults);
    }

    /**
     * The breaker of this name, made with these settings if there is none.
     *
     * @param name its name, not blank
     * @param config its settings
     * @return always the same breaker for a name
     * @throws IllegalArgumentException if there is one with other settings; the message names those
     *     that differ
     */
    public Breaker breaker(String name, BreakerConfig config) {
        Objects.requireNonNull(config, "config");
        Registration known = registrations.get(Objects.requireNonNull(name, "name"));
        Breaker breaker = known != null ? known.breaker : add(name, config);
        if (!breaker.config().equals(config)) {
            throw new IllegalArgumentException(
                    "Breaker '%s' exists with other settings: %s"
                            .formatted(name, differences(breaker.config(), config)));
        }
        return breaker;
    }

    private static String differences(BreakerConfig present, BreakerConfig asked) {
        Map<String, Object> is = present.settings();
        Map<String, Object> shouldBe = asked.settings();
        return Stream.concat(is.keySet().stream(), shouldBe.keySet().stream())
                .distinct()
                .filter(setting -> !Objects.equals(is.get(setting), shouldBe.get(setting)))
                .map(
                        setting ->
                                "%s is %s, asked for as %s"
                                        .formatted(
                                                setting,
                                                is.getOrDefault(setting, "not set"),
                                                shouldBe.getOrDefault(setting, "not set")))
                .collect(Collectors.joining("; "));
    }

    private Breaker add(String name, BreakerConfig config) {
        Registration added = new Registration(Breaker.of(name, config, ticker), mourners);
        Registration known = registrations.putIfAbsent(name, added);
        if (known != null) {
            return known.breaker;
        }
        welcomers.forEach(added::welcome);
        return added.breaker;
    }

    /**
     * The breaker of this name, if there is one.
     *
     * @param name its name
     * @return the breaker; nothing is made
     */
    public Optional<Breaker> find(String name) {
        return Optional.ofNullable(registrations.get(name)).map(known -> known.breaker);
    }

    /** {@return all breakers there are at this moment, by name} */
    public List<Breaker> all() {
        return registrations.values().stream()
                .map(known -> known.breaker)
                .sorted(Comparator.comparing(Breaker::name))
                .toList();
    }

    /**
     * Takes a breaker out. Whoever holds it can go on using it.
     *
     * @param name its name
     * @return whether there was one
     */
    public boolean remove(String name) {
        Registration removed = registrations.remove(name);
        if (removed == null) {
            return false;
        }
        removed.end();
        return true;
    }

    /**
     * Tells of each breaker at most once: of those that are there now, and of each that is added
     * later, on the thread that adds it and after it can be found; not of one that is removed
     * before its turn comes. A consumer that is registered twice is told once. What it throws is
     * logged and changes nothing.
     *
     * @param consumer what to do with a breaker
     */
    public void onEach(Consumer<? super Breaker> consumer) {
        welcomers.add(Objects.requireNonNull(consumer, "consumer"));
        registrations.values().forEach(known -> known.welcome(consumer));
    }

    /**
     * Tells of each breaker that is removed, once, and after all that {@link #onEach} tells of it:
     * where it is removed while somebody is being told of it, on the thread that does so.
     *
     * @param consumer what to do with it
     */
    public void onRemoved(Consumer<? super Breaker> consumer) {
        mourners.add(Objects.requireNonNull(consumer, "consumer"));
    }

    /**
     * Tells a consumer of nothing any more, but for what is on its way; nothing happens where it
     * was told of nothing.
     *
     * @param consumer one that was given to {@link #onEach} or {@link #onRemoved}
     */
    public void unsubscribe(Consumer<? super Breaker> consumer) {
        welcomers.removeIf(consumer::equals);
        mourners.removeIf(consumer::equals);
        registrations.values().forEach(known -> known.forget(consumer));
    }
}
