package dev.breaker.spring;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The future that a caller gets of a method that declares no more than {@link Future}. Such a
 * future may have nobody to tell of its end: that is learnt when the caller asks, and settles the
 * permit on the caller's thread. Of one that is never asked {@link UnaskedFutures} learns.
 * Thread-safe.
 */
final class AskedFuture implements Future<@Nullable Object> {

    /** Asks a future. */
    @FunctionalInterface
    private interface Question {
        @Nullable Object ask(Future<?> future)
                throws InterruptedException, ExecutionException, TimeoutException;
    }

    private final FutureCall<?> call;

    AskedFuture(FutureCall<?> call) {
        this.call = call;
    }

    @Override
    public @Nullable Object get() throws InterruptedException, ExecutionException {
        try {
            return answer(Future::get);
        } catch (TimeoutException never) {
            throw new AssertionError(never);
        }
    }

    @Override
    public @Nullable Object get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        long start = System.nanoTime();
        long nanos = unit.toNanos(timeout);
        return answer(
                future -> future.get(nanos - (System.nanoTime() - start), TimeUnit.NANOSECONDS));
    }

    private @Nullable Object answer(Question question)
            throws InterruptedException, ExecutionException, TimeoutException {
        Future<?> unknown = call.toBeAsked();
        if (unknown != null) {
            learn(unknown, question);
        }
        Object value = waited(question, call.result());
        if (!(value instanceof FutureCall.Continued continued)) {
            return value;
        }
        try {
            return question.ask(continued.future());
        } catch (ExecutionException failed) {
            continued.substitute().withFailure(causeOf(failed));
            throw failed;
        }
    }

    private @Nullable Object waited(Question question, Future<?> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return question.ask(future);
        } catch (TimeoutException inVain) { // an interruption ends the waiting of one thread only
            call.waitedInVain(inVain);
            throw inVain;
        }
    }

    private void learn(Future<?> future, Question question)
            throws InterruptedException, TimeoutException {
        try {
            call.end(waited(question, future), null);
        } catch (ExecutionException failed) {
            call.end(null, causeOf(failed));
        } catch (CancellationException cancelled) {
            call.end(null, cancelled);
        }
    }

    static Throwable causeOf(ExecutionException failed) {
        Throwable cause = failed.getCause();
        return cause == null ? failed : cause;
    }

    @Override
    public boolean isDone() {
        Future<?> unknown = call.toBeAsked();
        if (unknown != null && unknown.isDone()) {
            learnAtOnce(unknown);
        }
        if (!call.result().isDone()) {
            return false;
        }
        Future<?> further = further();
        return further == null || further.isDone();
    }

    private void learnAtOnce(Future<?> done) {
        try {
            call.end(ofDone(done), null);
        } catch (ExecutionException failed) {
            call.end(null, causeOf(failed));
        } catch (CancellationException cancelled) {
            call.end(null, cancelled);
        }
    }

    /** What a future holds that is done; whether the thread is interrupted is of no account. */
    static @Nullable Object ofDone(Future<?> done) throws ExecutionException {
        boolean interrupted = Thread.interrupted(); // or else asking would throw
        try {
            return done.get();
        } catch (InterruptedException neverMind) {
            interrupted = true;
            throw new CancellationException("interrupted, although it was done");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (isDone()) {
            return false;
        }
        Future<?> further = further();
        return further == null
                ? call.cancel(mayInterruptIfRunning)
                : FutureCall.cancel(further, mayInterruptIfRunning);
    }

    @Override
    public boolean isCancelled() {
        if (!isDone()) {
            return false;
        }
        Future<?> further = further();
        return further == null ? call.result().isCancelled() : further.isCancelled();
    }

    private @Nullable Future<?> further() {
        if (!call.result().isDone() || call.result().isCompletedExceptionally()) {
            return null;
        }
        return call.result().join() instanceof FutureCall.Continued continued
                ? continued.future()
                : null;
    }
}
