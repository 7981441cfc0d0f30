package dev.breaker.soak;

import dev.breaker.CallNotPermittedException;
import dev.breaker.Outcome;
import dev.breaker.Permit;
import dev.breaker.soak.Downstream.Down;
import dev.breaker.soak.Downstream.NotFound;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One thread that calls, in all the ways there are, and keeps count of what came of it. */
final class Caller {

    private static final int PERCENT_ASYNC = 5;
    private static final int PERCENT_CANCELLED = 2;

    private final Watched watched;
    private final long deadline;

    Caller(Watched watched, long deadline) {
        this.watched = watched;
        this.deadline = deadline;
    }

    void callUntilDeadline() {
        while (System.nanoTime() - deadline < 0) {
            callOnce();
        }
    }

    void callOnce() {
        watched.tally.attempt();
        int way = ThreadLocalRandom.current().nextInt(100);
        Outcome outcome;
        if (watched.byHand) {
            outcome = byHand(way < PERCENT_CANCELLED);
        } else if (way < PERCENT_CANCELLED) {
            outcome = cancelled();
        } else {
            outcome = way < PERCENT_CANCELLED + PERCENT_ASYNC ? async() : guarded();
        }
        if (outcome == null) {
            watched.tally.rejected();
            Thread.yield();
        } else {
            watched.tally.ended(outcome);
        }
    }

    private @Nullable Outcome guarded() {
        try {
            watched.breaker.call(watched.downstream::answer);
            return Outcome.SUCCESS;
        } catch (CallNotPermittedException rejected) {
            return null;
        } catch (Down down) {
            return Outcome.FAILURE;
        } catch (NotFound notFound) {
            return Outcome.IGNORED;
        }
    }

    private @Nullable Outcome byHand(boolean cancel) {
        Permit permit = watched.breaker.tryAcquire();
        if (permit == null) {
            return null;
        }
        ProbeCount.Places places = watched.probes.acquired(permit);
        Throwable thrown = null;
        try {
            watched.downstream.answer();
        } catch (Down | NotFound e) {
            thrown = e;
        }
        ProbeCount.settling(places);
        Outcome outcome = settle(permit, thrown, cancel);
        if (outcome != Outcome.IGNORED) {
            ProbeCount.settled(places);
        }
        permit.succeeded(); // once more: must count for nothing
        return outcome;
    }

    private static Outcome settle(Permit permit, @Nullable Throwable thrown, boolean cancel) {
        if (cancel) {
            permit.cancel();
            return Outcome.IGNORED;
        }
        if (thrown != null) {
            return permit.failed(thrown);
        }
        permit.succeeded();
        return Outcome.SUCCESS;
    }

    /** Completed by another thread. */
    private @Nullable Outcome async() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<String> guarded =
                watched.breaker
                        .callAsync(
                                () -> {
                                    answer.completeAsync(this::answerUnchecked);
                                    return answer;
                                })
                        .toCompletableFuture();
        return guarded.handle((result, thrown) -> outcomeOf(thrown)).join();
    }

    private String answerUnchecked() {
        try {
            return watched.downstream.answer();
        } catch (Down down) {
            throw new CompletionException(down);
        }
    }

    /** What never completes, given up. */
    private @Nullable Outcome cancelled() {
        CompletableFuture<String> guarded =
                watched.breaker
                        .callAsync(() -> new CompletableFuture<String>())
                        .toCompletableFuture();
        boolean rejected = guarded.isCompletedExceptionally();
        guarded.cancel(true);
        return rejected ? null : Outcome.IGNORED;
    }

    private static @Nullable Outcome outcomeOf(@Nullable Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        if (cause == null) {
            return Outcome.SUCCESS;
        }
        if (cause instanceof CallNotPermittedException) {
            return null;
        }
        return cause instanceof NotFound ? Outcome.IGNORED : Outcome.FAILURE;
    }
}
