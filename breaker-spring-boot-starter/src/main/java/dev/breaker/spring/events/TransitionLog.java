package dev.breaker.spring.events;

import dev.breaker.Breaker;
import dev.breaker.Failure;
import dev.breaker.State;
import dev.breaker.StateTransition;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes one line per transition to the logger {@code dev.breaker.Breaker}: INFO where the breaker
 * closes or lets probes through; WARN where from now on it keeps calls away, or protects nothing.
 *
 * <p>Of a failure the line has the exception's type, never its message, which may hold what users
 * sent. Thread-safe.
 */
public final class TransitionLog extends TransitionListener {

    private static final Log LOG = LogFactory.getLog(Breaker.class);

    @Override
    void heard(StateTransition transition) {
        switch (transition.to()) {
            case CLOSED, HALF_OPEN -> LOG.info(line(transition));
            default -> LOG.warn(line(transition));
        }
    }

    private static String line(StateTransition transition) {
        String line =
                "Breaker '%s' %s -> %s: %s%s%s"
                        .formatted(
                                transition.breaker(),
                                transition.from(),
                                transition.to(),
                                transition.reason(),
                                howLong(transition),
                                lastFailure(transition));
        return line.replaceAll("\\p{Cntrl}", "?"); // a name can come from outside: no forged lines
    }

    private static String howLong(StateTransition transition) {
        Duration openFor = transition.openFor().truncatedTo(ChronoUnit.MILLIS);
        if (openFor.isZero()) {
            return "";
        }
        String text = openFor.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
        return keepsCallsAway(transition.to())
                ? "; open for " + text + " so far"
                : "; was open for " + text;
    }

    private static String lastFailure(StateTransition transition) {
        Failure failure = transition.lastFailure();
        return failure == null || transition.to() != State.OPEN
                ? ""
                : "; last failure: " + failure.type();
    }

    private static boolean keepsCallsAway(State state) {
        return switch (state) {
            case OPEN, HALF_OPEN, FORCED_OPEN -> true;
            case CLOSED, DISABLED, METRICS_ONLY -> false;
        };
    }
}
