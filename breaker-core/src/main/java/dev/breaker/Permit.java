package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The right to make one call. It must be settled: by {@link #succeeded()}, {@link #completed},
 * {@link #failed}, {@link #recordFailure} or {@link #cancel()}. The first of them counts, later
 * ones do nothing. May be settled on any thread. A probe that is never settled keeps its place
 * until its round ends; see {@link BreakerConfig.Builder#maxWaitDurationInHalfOpenState}.
 */
public final class Permit {

    private static final VarHandle SETTLED =
            VarHandles.of(MethodHandles.lookup(), "settled", boolean.class);

    private static final VarHandle ANSWER =
            VarHandles.of(MethodHandles.lookup(), "answer", long.class);

    private static final long A_PART_FAILED = 1;
    private static final long CAME = 2;
    private static final int NANOS = 2; // the bits from here on: how long the first part took

    private final Phase issuer;
    private final long startedAt;

    @SuppressWarnings("UnusedVariable") // accessed through ANSWER
    private long answer; // 0 until the first part of it has come

    @SuppressWarnings("UnusedVariable") // accessed through SETTLED
    private volatile boolean settled;

    Permit(Phase issuer, long startedAt) {
        this.issuer = issuer;
        this.startedAt = startedAt;
    }

    /**
     * The call succeeded, unless a part that was {@link #received} counts as failure.
     *
     * @return what the call was counted as; {@link Outcome#IGNORED} if the permit was settled
     *     before
     */
    public Outcome succeeded() {
        return claim() ? issuer.circuit.answered(issuer, start(), aPartFailed()) : Outcome.IGNORED;
    }

    /**
     * The call returned; whether that is a success is for {@link
     * BreakerConfig.Builder#recordResult} to say.
     *
     * @param result what it returned
     * @return what the call was counted as; {@link Outcome#IGNORED} if the permit was settled
     *     before
     */
    public Outcome completed(@Nullable Object result) {
        if (!claim()) {
            return Outcome.IGNORED;
        }
        return aPartFailed()
                ? issuer.circuit.answered(issuer, start(), true)
                : issuer.circuit.returned(issuer, start(), result);
    }

    /**
     * A part of the answer has come, while the call goes on: an element of a stream, or the head of
     * a response. The measured duration ends with the first part. A part for which {@link
     * BreakerConfig.Builder#recordResult} holds makes a failure of a call that succeeds later on.
     * To be called by one thread at a time, before the permit is settled; afterwards it does
     * nothing.
     *
     * @param part what has come; null: only that the answer has begun
     */
    public void received(@Nullable Object part) {
        if (settled) {
            return;
        }
        long before = (long) ANSWER.getAcquire(this);
        long after =
                before == 0
                        ? CAME | issuer.circuit.stopwatch.elapsedSince(startedAt) << NANOS
                        : before;
        if ((after & A_PART_FAILED) == 0
                && part != null
                && issuer.rules.classifier.isFailure(part)) {
            after |= A_PART_FAILED;
        }
        if (after != before) {
            ANSWER.setRelease(this, after);
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
        return claim() ? issuer.circuit.threw(issuer, start(), thrown) : Outcome.IGNORED;
    }

    /**
     * The call failed, whatever the configuration says of the exception: for a caller that knows,
     * by a status, say, and has the exception only to tell of it.
     *
     * @param cause what is remembered as the failure; asked for {@link
     *     BreakerConfig.Builder#waitDurationFromFailure}
     * @return what the call was counted as; {@link Outcome#IGNORED} if the permit was settled
     *     before
     */
    public Outcome recordFailure(Throwable cause) {
        Objects.requireNonNull(cause, "cause");
        return claim() ? issuer.circuit.failed(issuer, start(), cause) : Outcome.IGNORED;
    }

    /** The call has no verdict, or was never made. A probe gives its place back. */
    public void cancel() {
        if (claim()) {
            issuer.circuit.cancelled(issuer, start());
        }
    }

    private boolean aPartFailed() {
        return ((long) ANSWER.getAcquire(this) & A_PART_FAILED) != 0;
    }

    /** When the call began; moved so that what it took until the first part came remains. */
    private long start() {
        long answered = (long) ANSWER.getAcquire(this);
        return answered == 0 ? startedAt : issuer.circuit.stopwatch.startOf(answered >> NANOS);
    }

    private boolean claim() {
        return SETTLED.compareAndSet(this, false, true);
    }
}
