package dev.breaker;

/**
 * What the outcomes so far end with: only one of the two is above 0.
 *
 * @param failures without a success after them
 * @param successes without a failure after them
 */
record InARow(long failures, long successes) {

    static final InARow NONE = new InARow(0, 0);

    InARow plus(Outcome outcome) {
        return outcome.isFailure() ? new InARow(failures + 1, 0) : new InARow(0, successes + 1);
    }
}
