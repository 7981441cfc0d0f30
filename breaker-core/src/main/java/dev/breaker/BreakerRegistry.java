package dev.breaker;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    private final ConcurrentMap<String, Breaker> breakers = new ConcurrentHashMap<>();
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
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
        Breaker known = breakers.get(Objects.requireNonNull(name, "name"));
        return known != null ? known : add(name, defaults);
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
        Breaker breaker = breakers.get(Objects.requireNonNull(name, "name"));
        if (breaker == null) {
            breaker = add(name, config);
        }
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
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "The name of a breaker must not be blank: '" + name + "'");
        }
        Breaker added = Breaker.of(name, config, ticker);
        Breaker known = breakers.putIfAbsent(name, added);
        if (known != null) {
            return known;
        }
        subscribers.forEach(subscriber -> subscriber.tell(added));
        return added;
    }

    /**
     * The breaker of this name, if there is one.
     *
     * @param name its name
     * @return the breaker; nothing is made
     */
    public Optional<Breaker> find(String name) {
        return Optional.ofNullable(breakers.get(name));
    }

    /** {@return all breakers there are at this moment, by name} */
    public List<Breaker> all() {
        return breakers.values().stream().sorted(Comparator.comparing(Breaker::name)).toList();
    }

    /**
     * Takes a breaker out. Whoever holds it can go on using it.
     *
     * @param name its name
     * @return whether there was one
     */
    public boolean remove(String name) {
        Breaker removed = breakers.remove(name);
        if (removed == null) {
            return false;
        }
        subscribers.forEach(subscriber -> subscriber.told.remove(removed));
        mourners.forEach(mourner -> contained(mourner, removed));
        return true;
    }

    /**
     * Tells of each breaker exactly once: of those that are there now, and of each that is added
     * later, on the thread that adds it and after it can be found. What the consumer throws is
     * logged and changes nothing.
     *
     * @param consumer what to do with a breaker
     */
    public void onEach(Consumer<? super Breaker> consumer) {
        Subscriber subscriber = new Subscriber(consumer);
        subscribers.add(subscriber);
        breakers.values().forEach(subscriber::tell);
    }

    /**
     * Tells of each breaker that is removed.
     *
     * @param consumer what to do with it
     */
    public void onRemoved(Consumer<? super Breaker> consumer) {
        mourners.add(consumer);
    }

    private static void contained(Consumer<? super Breaker> consumer, Breaker breaker) {
        try {
            consumer.accept(breaker);
        } catch (Throwable broken) {
            new Contained(breaker.name()).report("consumer of the registry", broken);
        }
    }

    private static final class Subscriber {

        private final Consumer<? super Breaker> consumer;
        private final Set<Breaker> told = ConcurrentHashMap.newKeySet();

        private Subscriber(Consumer<? super Breaker> consumer) {
            this.consumer = consumer;
        }

        private void tell(Breaker breaker) {
            if (told.add(breaker)) {
                contained(consumer, breaker);
            }
        }
    }
}
