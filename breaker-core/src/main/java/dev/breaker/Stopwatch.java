package dev.breaker;

import java.util.function.BooleanSupplier;

/** Times calls, but only while somebody wants to know: the clock is not for free. */
final class Stopwatch {

    /** The start of a call that nobody wanted measured. */
    static final long NOT_TIMED = Long.MIN_VALUE;

    /** How long a call took that was not timed. */
    static final long UNKNOWN = -1;

    private final Ticker ticker;
    private final BooleanSupplier wanted;
    private volatile boolean running;

    Stopwatch(Ticker ticker, BooleanSupplier wanted) {
        this.ticker = ticker;
        this.wanted = wanted;
        running = wanted.getAsBoolean();
    }

    long start() {
        if (!running) {
            return NOT_TIMED;
        }
        return at(ticker.read());
    }

    /** The start of a call that has taken so many nanoseconds and ends now. */
    long startOf(long elapsed) {
        return elapsed == UNKNOWN ? NOT_TIMED : at(ticker.read() - elapsed);
    }

    private static long at(long reading) {
        return reading == NOT_TIMED ? reading + 1 : reading;
    }

    long end(long startedAt) {
        return startedAt == NOT_TIMED ? NOT_TIMED : ticker.read();
    }

    /** Nanoseconds since the start of a call. */
    long elapsedSince(long startedAt) {
        return elapsed(startedAt, end(startedAt));
    }

    static long elapsed(long startedAt, long endedAt) {
        return startedAt == NOT_TIMED ? UNKNOWN : endedAt - startedAt;
    }

    /** Asks twice, so that a wish which comes between question and answer is not lost. */
    void decide() {
        running = wanted.getAsBoolean();
        if (wanted.getAsBoolean()) {
            running = true;
        }
    }
}
