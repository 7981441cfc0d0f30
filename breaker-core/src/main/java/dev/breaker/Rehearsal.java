package dev.breaker;

import org.jspecify.annotations.Nullable;

/**
 * A breaker that is played through beside the one that calls obey: asked for each call that is
 * made, told of its outcome unless it would not have permitted it, and never obeyed. So it opens,
 * waits, probes and closes as it would in earnest.
 *
 * <p>It is a whole {@link Circuit} of its own, of the same clock. The alternative, to let the one
 * breaker keep two states, would have put a second state into every step of the first.
 */
final class Rehearsal {

    private final Circuit host;
    private final Circuit played;

    private Rehearsal(Circuit host, Circuit played) {
        this.host = host;
        this.played = played;
    }

    /** A rehearsal of these settings, beginning in CLOSED. */
    static Rehearsal of(Circuit host, BreakerConfig config) {
        Circuit played = host.another(closed(config));
        Rehearsal rehearsal = new Rehearsal(host, played);
        played.add(
                new BreakerListener() {
                    @Override
                    public void onTransition(StateTransition transition) {
                        rehearsal.moved(transition);
                    }
                });
        return rehearsal;
    }

    private static BreakerConfig closed(BreakerConfig config) {
        return config.initialState() == State.CLOSED
                ? config
                : config.toBuilder().initialState(State.CLOSED).build();
    }

    /** Other settings are rehearsed from now on. */
    void changed(BreakerConfig config) {
        Operator.of(played).reconfigure(closed(config));
    }

    /** The phase that would have permitted a call; null if it would have been rejected. */
    @Nullable Phase admit() {
        Phase issuer = played.tryAdmit();
        if (issuer == null) {
            host.totals.addRehearsedRejection();
        }
        return issuer;
    }

    private void moved(StateTransition transition) {
        if (!host.rehearses(this)) {
            return; // it was ended, and a late outcome still moves it
        }
        if (transition.to() == State.OPEN) {
            host.totals.addRehearsedOpening();
        }
        host.tellOfRehearsal(transition);
    }

    /** What it knows. */
    Snapshot snapshot() {
        return played.snapshot();
    }

    /** What is rehearsed. */
    BreakerConfig config() {
        return played.config();
    }

    /** Whether calls have to be timed for it. */
    boolean judgesSlowCalls() {
        return played.config().slowCallDurationThreshold().compareTo(java.time.Duration.ZERO) > 0;
    }
}
