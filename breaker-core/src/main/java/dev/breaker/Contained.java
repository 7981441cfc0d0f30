package dev.breaker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where exceptions of the user's code end that must not change the fate of a call: the first of a
 * breaker is logged as a warning, the rest at debug level, for they come in floods.
 */
final class Contained {

    private static final Logger LOG = System.getLogger(Breaker.class.getName());

    private final String breaker;
    private final AtomicBoolean warned = new AtomicBoolean();

    Contained(String breaker) {
        this.breaker = breaker;
    }

    void report(String what, Throwable broken) {
        Level level = warned.compareAndSet(false, true) ? Level.WARNING : Level.DEBUG;
        try {
            LOG.log(
                    level,
                    "Breaker '" + breaker + "': " + what + " threw; the call is not affected",
                    broken);
        } catch (Throwable loggingIsBroken) {
            // nothing is left to tell it to
        }
    }
}
