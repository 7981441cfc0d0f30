package dev.breaker.spring.events;

import dev.breaker.Breaker;
import dev.breaker.State;
import dev.breaker.StateTransition;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes one line per transition to the logger {@code dev.breaker.Breaker}: INFO where the breaker
 * closes or lets probes through, and where a rehearsal moves; WARN where from now on it keeps calls
 * away, or protects nothing.
 *
 * <p>Of a failure the line has the exception's type, never its message, which may hold what users
 * sent. Thread-safe.
 */
public final class TransitionLog extends TransitionListener {

    private static final Log LOG = LogFactory.getLog(Breaker.class);

    private static final String NOTHING_REJECTED = "; nothing was rejected for it";

    @Override
    void heard(StateTransition transition) {
        switch (transition.to()) {
            case CLOSED, HALF_OPEN -> LOG.info(line(transition));
            default -> LOG.warn(line(transition));
        }
    }

    @Override
    void rehearsed(StateTransition transition) {
        LOG.info(line("Rehearsal of breaker", transition) + NOTHING_REJECTED);
    }

    @Override
    void rehearsedWithCandidate(StateTransition transition) {
        LOG.info(line("Candidate for breaker", transition) + NOTHING_REJECTED);
    }

    private static String line(StateTransition transition) {
        return line("Breaker", transition);
    }

    private static String line(String who, StateTransition transition) {
        String line =
                "%s '%s' %s -> %s: %s%s"
                        .formatted(
                                who,
                                transition.breaker(),
                                transition.from(),
                                transition.to(),
                                transition.reason(),
                                howLong(transition));
        return onOneLine(line);
    }

    /** A name can come from outside: no forged lines. */
    static String onOneLine(String line) {
        return line.replaceAll(
                "[\\p{Cc}\\x{61C}\\x{200E}\\x{200F}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}]", "?");
    }

    private static String howLong(StateTransition transition) {
        Duration openFor = transition.openFor().truncatedTo(ChronoUnit.MILLIS);
        if (openFor.isZero()) {
            return "";
        }
        String text = openFor.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
        return keepsCallsAway(transition.to())
                ? "; open for " + text + " so far" + rejected(transition)
                : "; was open for " + text + rejected(transition);
    }

    private static String rejected(StateTransition transition) {
        long calls = transition.notPermittedCalls();
        return calls == 0 ? "" : ", " + calls + (calls == 1 ? " call" : " calls") + " rejected";
    }

    private static boolean keepsCallsAway(State state) {
        return switch (state) {
            case OPEN, HALF_OPEN, FORCED_OPEN -> true;
            case CLOSED, DISABLED, METRICS_ONLY -> false;
        };
    }
}
