package dev.breaker;

/**
 * What a breaker has counted since it was made. Nothing is ever taken away, and a sum of increments
 * is read as a sum that was or is about to be true, so that no reader sees a total go backwards.
 */
final class Totals {

    // calls have the codes of their outcomes
    private static final int NOT_PERMITTED = Outcome.CODES;
    private static final int SUCCESSFUL_NANOS = NOT_PERMITTED + 1;
    private static final int FAILED_NANOS = NOT_PERMITTED + 2;
    private static final int IGNORED_NANOS = NOT_PERMITTED + 3;
    private static final int LATE = NOT_PERMITTED + 4;
    private static final int BEGUN = NOT_PERMITTED + 5;
    private static final int ENDED = NOT_PERMITTED + 6;
    private static final int REHEARSED_OPENINGS = NOT_PERMITTED + 7;
    private static final int REHEARSED_REJECTIONS = NOT_PERMITTED + 8;
    private static final int COUNTERS = NOT_PERMITTED + 9;

    private final StripedCounters counters = new StripedCounters(COUNTERS);
    private volatile boolean measuring;

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
            counters.add(nanosOf(outcome), elapsed);
        }
        counters.increment(outcome.code());
    }

    private static int nanosOf(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS, SLOW_SUCCESS -> SUCCESSFUL_NANOS;
            case FAILURE, SLOW_FAILURE -> FAILED_NANOS;
            case IGNORED -> IGNORED_NANOS;
        };
    }

    /** Counts a call that got no permit. */
    void addNotPermitted() {
        counters.increment(NOT_PERMITTED);
    }

    /** Counts an outcome that came too late to matter. */
    void addLate() {
        counters.increment(LATE);
    }

    /** Counts a call that begins. */
    void begin() {
        counters.increment(BEGUN);
    }

    /** Counts the end of a call of which the beginning was counted. */
    void end() {
        counters.increment(ENDED);
    }

    /** Counts that a rehearsal opened. */
    void addRehearsedOpening() {
        counters.increment(REHEARSED_OPENINGS);
    }

    /** Counts a call that a rehearsal would have rejected. */
    void addRehearsedRejection() {
        counters.increment(REHEARSED_REJECTIONS);
    }

    long late() {
        return counters.sum(LATE);
    }

    /** Calls under way: never fewer than none, for what has ended before has begun before. */
    long inFlight() {
        long ended = counters.sum(ENDED); // before those that have begun
        return counters.sum(BEGUN) - ended;
    }

    long rehearsedOpenings() {
        return counters.sum(REHEARSED_OPENINGS);
    }

    long rehearsedRejections() {
        return counters.sum(REHEARSED_REJECTIONS);
    }

    long notPermitted() {
        return counters.sum(NOT_PERMITTED);
    }

    long successful() {
        return sum(Outcome.SUCCESS, Outcome.SLOW_SUCCESS);
    }

    long failed() {
        return sum(Outcome.FAILURE, Outcome.SLOW_FAILURE);
    }

    long slow() {
        return sum(Outcome.SLOW_SUCCESS, Outcome.SLOW_FAILURE);
    }

    long ignored() {
        return counters.sum(Outcome.IGNORED.code());
    }

    long successfulNanos() {
        return counters.sum(SUCCESSFUL_NANOS);
    }

    long failedNanos() {
        return counters.sum(FAILED_NANOS);
    }

    long ignoredNanos() {
        return counters.sum(IGNORED_NANOS);
    }

    private long sum(Outcome one, Outcome other) {
        return counters.sum(one.code()) + counters.sum(other.code());
    }
}
