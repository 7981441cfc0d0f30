package dev.breaker.spring;

import dev.breaker.Breaker;
import dev.breaker.CallNotPermittedException;
import dev.breaker.Outcome;
import dev.breaker.Permit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One guarded call of a method that returns a future. The permit is settled before the caller's
 * future completes with the call's own end, and before a fallback runs; right afterwards where the
 * caller completes the future himself. Thread-safe.
 */
final class FutureCall<I> {

    private final String method;
    private final MethodPlan plan;
    private final I invocation;
    private final Door<I> door;
    private final CapturedContext context;
    private final Guarded result = new Guarded();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Permit permit;
    private volatile @Nullable Object underWay; // the future of the method, then of its fallback
    private volatile @Nullable Breaker asked;
    private volatile @Nullable Outcome counted; // as what, if that was before its end was heard of
    private volatile boolean mayInterrupt = true; // when it is cancelled

    FutureCall(
            String method, MethodPlan plan, I invocation, Door<I> door, CapturedContext context) {
        this.method = method;
        this.plan = plan;
        this.invocation = invocation;
        this.door = door;
        this.context = context;
    }

    /** Makes the call. Throws nothing: what goes wrong is in what it returns. */
    CompletableFuture<@Nullable Object> start() {
        try {
            Breaker breaker = plan.breaker(invocation, door);
            Permit granted = breaker.acquire();
            asked = breaker;
            permit = granted;
            CompletionStage<@Nullable Object> caller = result;
            caller.whenComplete((value, thrown) -> completed(granted, thrown));
        } catch (CallNotPermittedException rejected) {
            substitute(rejected, plan.fallbacks().afterRejection(rejected));
            return result;
        } catch (Throwable unknownBreaker) {
            result.completeExceptionally(unknownBreaker);
            return result;
        }
        proceed();
        return result;
    }

    private void proceed() {
        try {
            Object returned = door.proceed(invocation);
            if (returned == null) {
                throw new NullPointerException(method + " returned null instead of a future");
            }
            underWay = returned;
            if (returned instanceof CompletionStage<?> stage) {
                stage.whenComplete(this::end);
            }
        } catch (Throwable thrown) {
            if (Wrappers.isInterruption(thrown)) {
                Thread.currentThread().interrupt();
            }
            end(null, thrown);
        }
    }

    /** The call has come to its end; the first to say so counts. */
    void end(@Nullable Object value, @Nullable Throwable thrown) {
        Permit granted = permit;
        if (granted == null || ended.getAndSet(true)) {
            return;
        }
        if (thrown == null) {
            try {
                Outcome outcome = granted.completed(value);
                Outcome before = counted;
                plan.fallbacks().heard(before == null ? outcome : before, invocation, door, value);
            } finally {
                result.complete(value);
            }
            return;
        }
        Outcome outcome = granted.failed(thrown);
        if (result.isDone()) {
            return; // by the caller, who will not see what a fallback has to say
        }
        Outcome before = counted;
        substitute(
                thrown, plan.fallbacks().afterException(thrown, before == null ? outcome : before));
    }

    /** Somebody has waited in vain. The call may come to an end yet, but its outcome is settled. */
    void waitedInVain(TimeoutException why) {
        Permit granted = permit;
        if (granted != null) {
            Outcome outcome = granted.failed(why);
            counted = outcome == Outcome.IGNORED ? counted : outcome;
        }
    }

    /**
     * Whether the permit is settled. It is, too, if the future is done although nobody has asked
     * it; what it brings is still for whoever asks, and so is the fallback.
     */
    boolean isSettled() {
        Future<?> future = toBeAsked();
        Permit granted = permit;
        if (future == null || granted == null || counted != null) {
            return true;
        }
        try {
            return future.isDone() && count(granted, AskedFuture.ofDone(future));
        } catch (ExecutionException failed) {
            counted = granted.failed(AskedFuture.causeOf(failed));
        } catch (RuntimeException cancelledOrBroken) {
            counted = granted.failed(cancelledOrBroken);
        }
        return true;
    }

    /** When it came to its end is not known: where that makes a difference, there is no verdict. */
    private boolean count(Permit granted, @Nullable Object value) {
        Breaker breaker = asked;
        if (breaker != null && !breaker.config().slowCallDurationThreshold().isZero()) {
            granted.cancel();
            counted = Outcome.IGNORED;
        } else {
            counted = granted.completed(value);
        }
        return true;
    }

    /**
     * Runs after {@link #end} too, and then does nothing. A time-out on the caller's future is a
     * failure; its cancellation, or a value from elsewhere, is no verdict.
     */
    private void completed(Permit granted, @Nullable Throwable thrown) {
        if (thrown != null) {
            granted.failed(thrown);
        } else {
            granted.cancel();
        }
        if (result.isCancelled()) {
            cancel(underWay, mayInterrupt);
        } else if (thrown != null && plan.fallbacks().areLate() && !ended.get()) {
            passOn(thrown);
        }
    }

    /** A time-out, to the breaker further in, whose call it is. Nobody else has its future. */
    private void passOn(Throwable thrown) {
        if (underWay instanceof Guarded further) {
            further.completeExceptionally(thrown);
        }
    }

    boolean cancel(boolean mayInterruptIfRunning) {
        mayInterrupt = mayInterruptIfRunning;
        return result.cancel(mayInterruptIfRunning);
    }

    static boolean cancel(@Nullable Object future, boolean mayInterrupt) {
        try {
            if (future instanceof Future<?> cancellable) {
                return cancellable.cancel(mayInterrupt);
            }
            return future instanceof CompletionStage<?> stage
                    && stage.toCompletableFuture().cancel(mayInterrupt);
        } catch (RuntimeException notPossible) {
            return false; // it goes on, and its outcome is late
        }
    }

    private void substitute(Throwable thrown, @Nullable Substitute substitute) {
        if (substitute == null) {
            result.completeExceptionally(thrown);
            return;
        }
        try {
            take(substitute.run(invocation, door, context), substitute);
        } catch (Throwable broken) {
            result.completeExceptionally(broken);
        }
    }

    private void take(@Nullable Object answer, Substitute substitute) {
        if (substitute.answer() == FallbackAnswer.VALUE) {
            result.complete(answer);
        } else if (answer instanceof CompletionStage<?> stage) {
            underWay = stage;
            stage.whenComplete((value, broken) -> take(value, broken, substitute));
            if (result.isCancelled()) {
                cancel(stage, mayInterrupt);
            }
        } else if (answer instanceof Future<?> future) {
            result.complete(new Continued(future, substitute));
        } else {
            throw missing(substitute);
        }
    }

    private static NullPointerException missing(Substitute substitute) {
        NullPointerException missing =
                new NullPointerException(substitute.description() + " returned null");
        substitute.withFailure(missing);
        return missing;
    }

    private void take(@Nullable Object value, @Nullable Throwable broken, Substitute substitute) {
        if (broken == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(substitute.withFailure(broken));
        }
    }

    /** What the caller waits for. */
    CompletableFuture<@Nullable Object> result() {
        return result;
    }

    /** What has to be asked for the end of the call; null if that comes by itself, or is known. */
    @Nullable Future<?> toBeAsked() {
        return !ended.get()
                        && underWay instanceof Future<?> future
                        && !(future instanceof CompletionStage)
                ? future
                : null;
    }

    /** A future that a caller gets, as those further out can tell it from one of the method. */
    private static final class Guarded extends CompletableFuture<@Nullable Object> {}

    /**
     * The value of {@link #result} where a fallback has brought a future that has to be asked.
     *
     * @param future brings the value
     * @param substitute whose it is
     */
    record Continued(Future<?> future, Substitute substitute) {}
}
