package dev.breaker;

/**
 * Outcomes that a window holds, of which the order is not known.
 *
 * @param at when they were recorded, by the ticker; not before the slice or moment it stands for
 */
record Stretch(long at, long successes, long failures, long slowSuccesses, long slowFailures) {

    /** So many successes in time. */
    static Stretch successes(long at, long successes) {
        return new Stretch(at, successes, 0, 0, 0);
    }

    /** One outcome of the code, which has bit 0 for a failure and bit 1 for a slow call. */
    static Stretch event(long at, int code) {
        return new Stretch(at, 0, code == 1 ? 1 : 0, code == 2 ? 1 : 0, code == 3 ? 1 : 0);
    }

    boolean isEmpty() {
        return calls() == 0;
    }

    private long calls() {
        return successes + failures + slowSuccesses + slowFailures;
    }

    /** The same in proportion, where it is more than so many calls. */
    Stretch shrunkTo(int most) {
        if (calls() <= most) {
            return this;
        }
        long fewerFailures = shrunk(failures, most);
        long fewerSlowSuccesses = shrunk(slowSuccesses, most);
        long fewerSlowFailures = shrunk(slowFailures, most);
        long rest = most - fewerFailures - fewerSlowSuccesses - fewerSlowFailures;
        return new Stretch(at, rest, fewerFailures, fewerSlowSuccesses, fewerSlowFailures);
    }

    /** Rounded down, so that no rate rises by it. */
    private long shrunk(long part, int most) {
        return (long) (part * (double) most / calls());
    }
}
