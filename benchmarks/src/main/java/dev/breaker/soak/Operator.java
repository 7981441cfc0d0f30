package dev.breaker.soak;

import dev.breaker.Breaker;
import dev.breaker.Snapshot;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One thread that looks, steers the breakers, and makes their downstreams die and come back. */
final class Operator {

    private static final List<Consumer<Breaker>> ACTIONS =
            List.of(
                    Breaker::forceOpen,
                    Breaker::close,
                    Breaker::halfOpen,
                    Breaker::disable,
                    Breaker::metricsOnly,
                    Breaker::reset,
                    Operator::forceOpenAndResume,
                    Operator::forceOpenAndResume);

    private static final int LOOKS_BETWEEN_ACTIONS = 12;
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Watched watched;
    private final long deadline;

    Operator(Watched watched, long deadline) {
        this.watched = watched;
        this.deadline = deadline;
    }

    private static void forceOpenAndResume(Breaker breaker) {
        breaker.forceOpen();
        breaker.halfOpen();
    }

    void operateUntilDeadline() {
        Snapshot seen = watched.breaker.snapshot();
        for (int looks = 1; System.nanoTime() - deadline < 0; looks++) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
            seen = watched.look(seen);
            int turn = looks % (3 * LOOKS_BETWEEN_ACTIONS);
            if (turn == 0) {
                watched.breaker.close(); // whatever was done before, the rules have their say again
            } else if (turn == 2 * LOOKS_BETWEEN_ACTIONS) {
                ACTIONS.get(ThreadLocalRandom.current().nextInt(ACTIONS.size()))
                        .accept(watched.breaker);
            }
            if (looks % LOOKS_BETWEEN_ACTIONS == 0) {
                watched.downstream.change(ThreadLocalRandom.current());
            }
        }
    }
}
