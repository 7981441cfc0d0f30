package dev.breaker.soak;

import dev.breaker.Permit;
import dev.breaker.Rounds;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many places of each round are taken, by probes in flight or by such as had a verdict. Counts
 * a place when it is known to be taken and gives it back before it is free, and so never too many.
 */
final class ProbeCount {

    /** The places of one round that are taken. */
    record Places(AtomicInteger inFlight, AtomicInteger settled) {

        Places() {
            this(new AtomicInteger(), new AtomicInteger());
        }
    }

    private final String breaker;
    private final int most;
    private final Violations violations;
    private final Map<Object, Places> rounds = new ConcurrentHashMap<>();
    private final AtomicInteger mostSeen = new AtomicInteger();

    ProbeCount(String breaker, int most, Violations violations) {
        this.breaker = breaker;
        this.most = most;
        this.violations = violations;
    }

    /** The places of the round that the permit is of; null if it is not one of a probe. */
    @Nullable Places acquired(Permit permit) {
        Object round = Rounds.roundOf(permit);
        if (round == null) {
            return null;
        }
        Places places = rounds.computeIfAbsent(round, unseen -> new Places());
        int taken = places.settled.get() + places.inFlight.incrementAndGet(); // in this order
        mostSeen.accumulateAndGet(taken, Math::max);
        violations.check(
                taken <= most,
                "breaker %s: %s places of one round are taken, it has %s",
                breaker,
                taken,
                most);
        return places;
    }

    /** Before a probe is settled. */
    static void settling(@Nullable Places places) {
        if (places != null) {
            places.inFlight.decrementAndGet();
        }
    }

    /** After a probe had a verdict. */
    static void settled(@Nullable Places places) {
        if (places != null) {
            places.settled.incrementAndGet();
        }
    }

    /** At rest: no round has probes in flight; all are forgotten. */
    void forget() {
        rounds.values()
                .forEach(
                        places ->
                                violations.check(
                                        places.inFlight.get() == 0,
                                        "the soak itself has lost count of probes"));
        rounds.clear();
    }

    int mostSeen() {
        return mostSeen.get();
    }
}
