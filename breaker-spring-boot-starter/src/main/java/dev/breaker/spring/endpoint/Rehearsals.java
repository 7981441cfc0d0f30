package dev.breaker.spring.endpoint;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.spring.Author;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Who began the rehearsals of candidates that go on, and with what. Thread-safe. */
final class Rehearsals {

    /**
     * A rehearsal.
     *
     * @param settings what was asked for
     * @param candidate what came of it
     */
    record Begun(Map<String, ?> settings, BreakerConfig candidate, Author author, Instant at) {}

    private final ConcurrentMap<Breaker, Begun> begun = new ConcurrentHashMap<>();

    void begin(Breaker breaker, Begun rehearsal) {
        begun.put(breaker, rehearsal);
        breaker.rehearse(rehearsal.candidate());
    }

    void end(Breaker breaker) {
        breaker.endRehearsal();
        begun.remove(breaker);
    }

    void forget(Breaker breaker) {
        begun.remove(breaker);
    }

    /** The rehearsal that goes on; null where none does, and where code began it. */
    @Nullable Begun of(Breaker breaker) {
        Begun known = begun.get(breaker);
        return known != null && isSame(known.candidate(), breaker.candidate()) ? known : null;
    }

    /** Not equal, but one object: code can begin a rehearsal of equal settings. */
    private static boolean isSame(Object one, @Nullable Object another) {
        return one == another;
    }
}
