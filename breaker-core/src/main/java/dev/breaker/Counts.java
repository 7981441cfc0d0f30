package dev.breaker;

/**
 * How many outcomes of which kind. The engine's own figures are longs; what a user sees is capped
 * at the range of an int.
 *
 * @param calls all outcomes
 * @param failed those that failed, slow or not
 * @param slow those that were slow, failed or not
 * @param slowFailed those that were both
 */
record Counts(long calls, long failed, long slow, long slowFailed) {

    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts plus(Outcome outcome) {
        int failure = outcome.isFailure() ? 1 : 0;
        int slowness = outcome.isSlow() ? 1 : 0;
        return new Counts(
                calls + 1, failed + failure, slow + slowness, slowFailed + (failure & slowness));
    }

    /** At the range of an int. */
    static int capped(long count) {
        return (int) Math.min(count, Integer.MAX_VALUE);
    }

    /** The percentage of failures, NaN where no call is known. */
    double failureRate() {
        return percentage(failed, calls);
    }

    /** The percentage of slow calls, NaN where no call is known. */
    double slowCallRate() {
        return percentage(slow, calls);
    }

    /**
     * One correctly rounded division, so that a rate that is exactly a decimal threshold compares
     * equal to it: 147 of 1,000 is 14.7.
     */
    static double percentage(long part, long whole) {
        return part * 100.0 / whole;
    }
}
