package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The right to make one call. It must be settled: by {@link #succeeded()}, {@link #completed},
 * {@link #failed} or {@link #cancel()}. The first of them counts, later ones do nothing. May be
 * settled on any thread. A probe that is never settled keeps its place until its round ends; see
 * {@link BreakerConfig.Builder#maxWaitDurationInHalfOpenState}.
 */
public final class Permit {

    private static final VarHandle SETTLED =
            VarHandles.of(MethodHandles.lookup(), "settled", boolean.class);

    private final Phase issuer;
    private final long startedAt;

    @SuppressWarnings("UnusedVariable") // accessed through SETTLED
    private volatile boolean settled;

    Permit(Phase issuer, long startedAt) {
        this.issuer = issuer;
        this.startedAt = startedAt;
    }

    /** The call succeeded. */
    public void succeeded() {
        if (claim()) {
            issuer.circuit.succeeded(issuer, startedAt);
        }
    }

    /**
     * The call returned; whether that is a success is for {@link
     * BreakerConfig.Builder#recordResult} to say.
     *
     * @param result what it returned
     */
    public void completed(@Nullable Object result) {
        if (claim()) {
            issuer.circuit.returned(issuer, startedAt, result);
        }
    }

    /**
     * The call threw; what that means is for the configuration to say.
     *
     * @param thrown what it threw
     * @return what the call was counted as; {@link Outcome#IGNORED} if the permit was settled
     *     before
     */
    public Outcome failed(Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown"); // before the claim: it can still be settled
        return claim() ? issuer.circuit.threw(issuer, startedAt, thrown) : Outcome.IGNORED;
    }

    /** The call has no verdict, or was never made. A probe gives its place back. */
    public void cancel() {
        if (claim()) {
            issuer.circuit.cancelled(issuer, startedAt);
        }
    }

    private boolean claim() {
        return SETTLED.compareAndSet(this, false, true);
    }
}
