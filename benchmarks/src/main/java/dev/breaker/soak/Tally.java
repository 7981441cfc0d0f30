package dev.breaker.soak;

import dev.breaker.Outcome;
import dev.breaker.Snapshot;
import java.util.concurrent.atomic.LongAdder;

/** What the callers know of their calls, to be compared with what the breaker has counted. */
final class Tally {

    private final LongAdder attempts = new LongAdder();
    private final LongAdder successful = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder ignored = new LongAdder();
    private final LongAdder notPermitted = new LongAdder();

    void attempt() {
        attempts.increment();
    }

    void rejected() {
        notPermitted.increment();
    }

    void ended(Outcome outcome) {
        switch (outcome) {
            case SUCCESS, SLOW_SUCCESS -> successful.increment();
            case FAILURE, SLOW_FAILURE -> failed.increment();
            case IGNORED -> ignored.increment();
        }
    }

    /** At rest: each attempt is counted once, as what it was. */
    void compare(String breaker, Snapshot seen, Violations violations) {
        same(breaker, "successful", successful, seen.totalSuccessfulCalls(), violations);
        same(breaker, "failed", failed, seen.totalFailedCalls(), violations);
        same(breaker, "ignored", ignored, seen.totalIgnoredCalls(), violations);
        same(breaker, "not permitted", notPermitted, seen.notPermittedCalls(), violations);
        long accounted =
                seen.totalSuccessfulCalls()
                        + seen.totalFailedCalls()
                        + seen.totalIgnoredCalls()
                        + seen.notPermittedCalls();
        same(breaker, "attempted", attempts, accounted, violations);
    }

    private static void same(
            String breaker, String kind, LongAdder made, long counted, Violations violations) {
        violations.check(
                made.sum() == counted,
                "breaker %s: %s calls were %s, the breaker has counted %s",
                breaker,
                made,
                kind,
                counted);
    }

    Sums sums() {
        return new Sums(
                attempts.sum(), successful.sum(), failed.sum(), ignored.sum(), notPermitted.sum());
    }

    /** The figures at one moment. */
    record Sums(long attempts, long successful, long failed, long ignored, long notPermitted) {

        static final Sums NONE = new Sums(0, 0, 0, 0, 0);

        Sums plus(Sums more) {
            return new Sums(
                    attempts + more.attempts,
                    successful + more.successful,
                    failed + more.failed,
                    ignored + more.ignored,
                    notPermitted + more.notPermitted);
        }

        @Override
        public String toString() {
            return "%,d attempts (%,d successful, %,d failed, %,d ignored, %,d not permitted)"
                    .formatted(attempts, successful, failed, ignored, notPermitted);
        }
    }
}
