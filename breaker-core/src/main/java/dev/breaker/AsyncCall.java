package dev.breaker;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Follows an asynchronous call to its end. The permit is settled before the caller's future
 * completes with that end, so that whoever waits for it finds the outcome recorded. Where the
 * caller completes the future himself, by a time-out, say, the permit is settled right afterwards.
 */
final class AsyncCall<T extends @Nullable Object> {

    private final Permit permit;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    private AsyncCall(Permit permit) {
        this.permit = permit;
    }

    static <T extends @Nullable Object> CompletionStage<T> start(
            Breaker breaker, Call<? extends CompletionStage<T>, ? extends Throwable> call) {
        Permit permit;
        try {
            permit = breaker.acquire();
        } catch (CallNotPermittedException rejected) {
            return CompletableFuture.failedFuture(rejected);
        }
        AsyncCall<T> async = new AsyncCall<>(permit);
        try {
            async.follow(Objects.requireNonNull(call.call(), "the call returned no stage"));
        } catch (Throwable thrown) {
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            async.settle(null, thrown);
        }
        return async.result;
    }

    private void follow(CompletionStage<T> source) {
        CompletionStage<T> caller = result;
        caller.whenComplete((value, thrown) -> completedFromOutside(source, thrown));
        source.whenComplete(this::settle);
    }

    private void settle(@Nullable T value, @Nullable Throwable thrown) {
        if (thrown != null) {
            permit.failed(thrown);
            result.completeExceptionally(thrown);
        } else {
            permit.completed(value);
            result.complete(value);
        }
    }

    /**
     * Runs after {@link #settle} too, and then does nothing. A time-out on the caller's future is a
     * failure; its cancellation, or a value from elsewhere, is no verdict.
     */
    private void completedFromOutside(CompletionStage<T> source, @Nullable Throwable thrown) {
        if (thrown != null) {
            permit.failed(thrown);
        } else {
            permit.cancel();
        }
        if (result.isCancelled()) {
            cancel(source);
        }
    }

    private static void cancel(CompletionStage<?> source) {
        try {
            source.toCompletableFuture().cancel(true);
        } catch (UnsupportedOperationException notAFuture) {
            // a stage that cannot be cancelled goes on, and its outcome is late
        }
    }
}
