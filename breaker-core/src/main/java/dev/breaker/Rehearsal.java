package dev.breaker;

import java.util.List;
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
    private final BreakerConfig given;

    private Rehearsal(Circuit host, BreakerConfig given, long at) {
        this.host = host;
        this.given = given;
        played = host.another(closed(given), at);
    }

    /** Those of two that there are, in this order. */
    static List<Rehearsal> both(@Nullable Rehearsal one, @Nullable Rehearsal other) {
        if (one == null) {
            return other == null ? List.of() : List.of(other);
        }
        return other == null ? List.of(one) : List.of(one, other);
    }

    /** A rehearsal of these settings, beginning in CLOSED at a time. */
    static Rehearsal of(Circuit host, BreakerConfig config, long at) {
        Rehearsal rehearsal = new Rehearsal(host, config, at);
        rehearsal.played.add(
                new BreakerListener() {
                    @Override
                    public void onTransition(StateTransition transition) {
                        host.rehearsed(rehearsal, transition);
                    }
                });
        return rehearsal;
    }

    private static BreakerConfig closed(BreakerConfig config) {
        return config.initialState() == State.CLOSED
                ? config
                : config.toBuilder().initialState(State.CLOSED).build();
    }

    /** These settings are rehearsed from now on. */
    void changed(BreakerConfig config) {
        BreakerConfig rehearsed = closed(config);
        if (!rehearsed.equals(played.config())) {
            Operator.of(played).reconfigure(rehearsed);
        }
    }

    /** Lets come about what time alone brings about until then. */
    void catchUp(long until) {
        try {
            played.current(until);
        } catch (Throwable noStackOrMemoryLeft) { // whoever looks next does it
            host.contained.report("a rehearsal", noStackOrMemoryLeft);
        }
    }

    /** The phase that would have permitted a call; null if it would have been rejected. */
    @Nullable Phase admit() {
        return played.tryAdmit();
    }

    /** What it knows. */
    Snapshot snapshot() {
        return played.snapshot();
    }

    /** What it was begun with. */
    BreakerConfig given() {
        return given;
    }

    /** Whether calls have to be timed for it. */
    boolean judgesSlowCalls() {
        return !given.slowCallDurationThreshold().isZero();
    }
}
