package dev.breaker.spring;

import dev.breaker.Breaker;
import dev.breaker.State;
import dev.breaker.Ticker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.util.PatternMatchUtils;

/**
 * A family: one name, one configuration, and a breaker for each key: each partner, tenant, shard or
 * host. The breaker of a key is in the registry like any other, as {@code <name>/<key>}, so that
 * endpoint, events and log know it; a configuration of its own under that name applies to it.
 *
 * <p>There are never more than {@link KeySettings#maxKeys()}. A key that nobody has asked for in
 * {@link KeySettings#keyIdleTime()} goes, if its breaker is CLOSED or HALF_OPEN, when somebody else
 * comes by; where there is no room, the CLOSED one goes that has been idle for longest, a minute at
 * least. Where none can go, further keys share {@link #own() the breaker of the name}, which is
 * said in the log: a call is never unprotected, and keys are never without bound.
 *
 * <p>Thread-safe. Finding the breaker of a known key takes one look into a map; it reads no clock,
 * and writes nothing, but for one look-up in many.
 */
public final class KeyedBreakers {

    /** A mask: one look-up in 1024 asks whether it is time to see who is idle. */
    private static final int LOOK_UPS_PER_LOOK = 1023;

    /** How often a breaker is made anew that is not in the registry when it has been made. */
    private static final int ATTEMPTS = 8;

    private final String name;
    private final String prefix;
    private final String configuration;
    private final KeySettings settings;
    private final BreakerFamilies families;
    private final Ticker ticker;
    private final KeyPlaces places;
    private final IdleKeys idle;
    private final DepartedKeys departed;
    private final CrowdWarning warning;
    private volatile @Nullable Breaker own;

    /**
     * A family without keys.
     *
     * @param prefix what stands before a key in the name of its breaker
     */
    KeyedBreakers(
            String name,
            String prefix,
            String configuration,
            KeySettings settings,
            BreakerFamilies families) {
        this.name = name;
        this.prefix = prefix;
        this.configuration = configuration;
        this.settings = settings;
        this.families = families;
        this.ticker = families.ticker();
        this.places = new KeyPlaces(prefix, settings.maxKeys(), families, this);
        this.idle =
                new IdleKeys(
                        places.all(), settings.keyIdleTime(), ticker, this::mayGo, this::evict);
        this.departed = new DepartedKeys(settings.keyIdleTime().toNanos(), settings.maxKeys());
        this.warning = new CrowdWarning(name, settings.maxKeys(), ticker);
    }

    /** {@return the name of the family} */
    public String name() {
        return name;
    }

    /** {@return how many keys it may have, and how they are measured} */
    public KeySettings settings() {
        return settings;
    }

    /**
     * The breaker of a key, made if it is not there yet.
     *
     * @param key its text is what counts: 1 and "1" are one key
     * @return always the same breaker for a key, until it has been idle; {@link #own()} for null,
     *     and where there is no room
     * @throws IllegalArgumentException for an array, or an object without a {@code toString} of its
     *     own: equal keys would differ
     */
    public Breaker of(@Nullable Object key) {
        if (key == null) {
            return own();
        }
        String text = KeyText.of(key);
        KeyPlace place = places.find(text);
        Breaker breaker = place == null ? null : place.inUse();
        if (breaker == null) {
            return search(KeyText.label(text));
        }
        if ((ThreadLocalRandom.current().nextInt() & LOOK_UPS_PER_LOOK) == 0) {
            idle.lookIfDue();
        }
        return breaker;
    }

    private Breaker search(String label) {
        Breaker last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            KeyPlace known = places.find(label);
            Breaker breaker = known == null ? null : known.use();
            idle.lookIfDue();
            if (breaker != null) {
                return breaker;
            }
            KeyPlace place = place(label);
            if (place == null) {
                warning.shared();
                return own();
            }
            breaker = filled(place);
            if (breaker != null && families.holds(breaker)) {
                return breaker;
            }
            if (breaker != null) {
                leave(place, breaker); // it was taken out before it could be found here
                last = breaker;
            }
        }
        return last == null ? own() : last;
    }

    private @Nullable KeyPlace place(String label) {
        KeyPlace place = places.take(label);
        while (place == null && idle.evictOne()) {
            place = places.take(label);
        }
        return place;
    }

    /**
     * The breaker of a place, made if it is not there yet: outside any lock, since others are told
     * of it, and by several at once if they meet, who get the same from the registry. Null if the
     * place was left meanwhile.
     */
    private @Nullable Breaker filled(KeyPlace place) {
        if (place.use() == null) {
            try {
                place.fill(families.breakers().ofKey(place.name, name, configuration));
            } catch (Throwable failed) {
                leave(place);
                throw failed;
            }
        }
        return place.breaker();
    }

    private void leave(KeyPlace place, Breaker breaker) {
        if (place.owned) {
            departed.add(breaker, ticker.read());
        }
        leave(place);
    }

    private void leave(KeyPlace place) {
        place.leave();
        places.remove(place);
        places.release(place);
    }

    /** Whether a key may go that is old: one that only waits for a probe that nobody sends, too. */
    private boolean mayGo(KeyPlace place, boolean isOld) {
        Breaker breaker = place.breaker();
        if (breaker == null || !place.owned) {
            return breaker != null;
        }
        State state = breaker.state();
        return state == State.CLOSED || (isOld && state == State.HALF_OPEN);
    }

    /** Takes a key out, unless somebody asks for it now. */
    private boolean evict(KeyPlace place) {
        Breaker breaker = place.breaker();
        if (breaker == null || !place.leaveIfIdle()) {
            return false;
        }
        if (place.owned) {
            departed.add(breaker, ticker.read());
        }
        places.remove(place);
        if (place.owned) {
            families.remove(breaker);
            places.release(place); // only now: while its end is announced, it is known whose it was
        }
        return true;
    }

    /** Lets go of a breaker that somebody took out of the registry. */
    void removed(Breaker breaker) {
        if (breaker == own) {
            own = null;
        }
        KeyPlace place = places.ofBreaker(breaker.name());
        if (place != null && place.breaker() == breaker) {
            leave(place, breaker);
        }
    }

    /**
     * {@return the breaker of the name itself: of calls without a key, or without room for theirs}
     */
    public Breaker own() {
        Breaker known = own;
        if (known == null) {
            known = families.breakers().current(name, configuration);
            own = known;
            if (!families.holds(known)) {
                own = null;
            }
        }
        return known;
    }

    /** {@return the breakers of the keys there are at this moment, by name} */
    public List<Breaker> keys() {
        return breakers(false);
    }

    /**
     * {@return the breakers whose figures are those of the family: {@link #own()}, and those of the
     * keys that the family made; not those of keys that are configured by name, or that code made}
     */
    public List<Breaker> measured() {
        List<Breaker> measured = breakers(true);
        measured.add(0, own());
        return measured;
    }

    private List<Breaker> breakers(boolean onlyOwned) {
        idle.lookIfDue();
        List<Breaker> breakers = new ArrayList<>();
        for (KeyPlace place : places.all()) {
            Breaker breaker = place.breaker();
            if (breaker != null && (place.owned || !onlyOwned)) {
                breakers.add(breaker);
            }
        }
        breakers.sort(Comparator.comparing(Breaker::name));
        return breakers;
    }

    /**
     * {@return what became of all calls of the {@link #measured()} breakers, of keys that are gone
     * too; never goes back}
     */
    public CallTotals totals() {
        return departed.totals(measured()).calls();
    }

    /**
     * {@return what the changes of the state brought to the {@link #measured()} breakers, to those
     * of keys that are gone too; never goes back}
     */
    public StateTotals stateTotals() {
        return departed.totals(measured()).states();
    }

    /**
     * Whether a breaker of this name would be that of a key.
     *
     * @param breaker a name
     * @return whether the family could make it
     */
    public boolean mayHave(String breaker) {
        return prefix.isEmpty()
                ? PatternMatchUtils.simpleMatch(name, breaker)
                : breaker.startsWith(prefix);
    }

    @Override
    public String toString() {
        return "Family '%s' of %d breakers".formatted(name, places.all().size());
    }
}
