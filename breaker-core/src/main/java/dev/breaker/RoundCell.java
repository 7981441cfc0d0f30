package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Holds the round of a generation of HALF_OPEN, which is replaced as a whole. Thread-safe. */
final class RoundCell {

    private static final VarHandle ROUND =
            VarHandles.of(MethodHandles.lookup(), "round", Round.class);

    private volatile Round round = Round.NOT_BEGUN;

    Round get() {
        return round;
    }

    boolean replace(Round before, Round after) {
        return ROUND.compareAndSet(this, before, after);
    }

    /** Takes back the place of a probe without a verdict. */
    void giveBack() {
        Round current = round;
        while (!replace(current, current.giveBack())) {
            current = round;
        }
    }
}
