package dev.breaker;

import java.util.function.BooleanSupplier;

/** Notes when calls begin, but only while somebody wants to know: the clock is not for free. */
final class Stopwatch {

    /** The start of a call that nobody wanted measured. */
    static final long NOT_TIMED = Long.MIN_VALUE;

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
        long now = ticker.read();
        return now == NOT_TIMED ? now + 1 : now;
    }

    /** Asks twice, so that a wish which comes between question and answer is not lost. */
    void decide() {
        running = wanted.getAsBoolean();
        if (wanted.getAsBoolean()) {
            running = true;
        }
    }
}
