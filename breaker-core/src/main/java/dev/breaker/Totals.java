package dev.breaker;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a breaker has counted since it was made. Nothing is ever taken away, and a sum of increments
 * is read as a sum that was or is about to be true, so that no reader sees a total go backwards.
 */
final class Totals {

    private final LongAdder[] calls = adders();
    private final LongAdder[] nanos = adders();
    final LongAdder notPermitted = new LongAdder();
    private volatile boolean measuring;

    private static LongAdder[] adders() {
        LongAdder[] adders = new LongAdder[Outcome.CODES];
        Arrays.setAll(adders, i -> new LongAdder());
        return adders;
    }

    /** From now on durations are added up too. */
    void measure() {
        measuring = true;
    }

    boolean measuring() {
        return measuring;
    }

    /**
     * Counts an outcome.
     *
     * @param elapsed nanoseconds; negative where they are not known
     */
    void add(Outcome outcome, long elapsed) {
        if (measuring && elapsed >= 0) {
            nanos[outcome.code()].add(elapsed);
        }
        calls[outcome.code()].increment();
    }

    long successful() {
        return sum(calls, Outcome.SUCCESS, Outcome.SLOW_SUCCESS);
    }

    long failed() {
        return sum(calls, Outcome.FAILURE, Outcome.SLOW_FAILURE);
    }

    long slow() {
        return sum(calls, Outcome.SLOW_SUCCESS, Outcome.SLOW_FAILURE);
    }

    long ignored() {
        return calls[Outcome.IGNORED.code()].sum();
    }

    long successfulNanos() {
        return sum(nanos, Outcome.SUCCESS, Outcome.SLOW_SUCCESS);
    }

    long failedNanos() {
        return sum(nanos, Outcome.FAILURE, Outcome.SLOW_FAILURE);
    }

    long ignoredNanos() {
        return nanos[Outcome.IGNORED.code()].sum();
    }

    private static long sum(LongAdder[] adders, Outcome one, Outcome other) {
        return adders[one.code()].sum() + adders[other.code()].sum();
    }
}
