package dev.breaker;

import java.util.random.RandomGenerator;

/**
 * One step of a history. It means something after any other steps, so that a failing history can be
 * shortened by leaving out steps.
 *
 * @param pick chooses among what there is to choose: a permit, an ending, a duration
 * @param number its place in the history as it was made; names the failures that it causes
 * @param look whether all that can be seen is compared afterwards; to look can move a breaker
 */
record Step(Kind kind, int pick, int number, boolean look) {

    enum Kind {
        ACQUIRE(8),
        TRY_ACQUIRE(8),
        SETTLE(20),
        SETTLE_AGAIN(1),
        CALL(8),
        RUN(3),
        PASS_TIME(10),
        RING_ALARM(1),
        PEEK(1),
        FORCE_OPEN(1),
        CLOSE(1),
        HALF_OPEN(1),
        DISABLE(1),
        METRICS_ONLY(1),
        RESET(1),
        ORDER(2),
        RECONFIGURE(3),
        REHEARSE(1),
        END_REHEARSAL(1),
        COUNT_IN_FLIGHT(1);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        private static Kind random(RandomGenerator random) {
            int sum = 0;
            for (Kind kind : values()) {
                sum += kind.weight;
            }
            int left = random.nextInt(sum);
            for (Kind kind : values()) {
                left -= kind.weight;
                if (left < 0) {
                    return kind;
                }
            }
            throw new AssertionError();
        }
    }

    static Step random(RandomGenerator random, int number) {
        return new Step(Kind.random(random), random.nextInt(1 << 30), number, random.nextBoolean());
    }

    /** An ending: more often a plain one than any of the rest, and for a while of the same kind. */
    Ending ending() {
        Ending[] all = Ending.values();
        int choice = pick / 1024 % 20;
        if (choice < 6) {
            return Ending.SUCCEEDS;
        }
        return choice < 12 ? Ending.FAILS : all[pick / 32768 % all.length];
    }
}
