package dev.breaker.soak;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A backend that dies and comes back. */
final class Downstream {

    /** How it is. */
    private enum Mood {
        UP,
        FLAKY,
        DOWN,
        SLOW
    }

    /** Longer than what the breakers take for slow. */
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final int PERCENT_WITHOUT_VERDICT = 3;
    private static final int PERCENT_FAILING_WHEN_FLAKY = 30;

    private static final Down DOWN = new Down();
    private static final NotFound NOT_FOUND = new NotFound();

    private volatile Mood mood = Mood.UP;

    void change(ThreadLocalRandom random) {
        Mood[] all = Mood.values();
        mood = all[random.nextInt(all.length)];
    }

    void recover() {
        mood = Mood.UP;
    }

    /** An answer, or {@link Down}, or what says nothing about the backend. */
    String answer() throws Down {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int percent = random.nextInt(100);
        if (percent < PERCENT_WITHOUT_VERDICT) {
            throw NOT_FOUND;
        }
        switch (mood) {
            case UP -> {}
            case FLAKY -> {
                if (random.nextInt(100) < PERCENT_FAILING_WHEN_FLAKY) {
                    throw DOWN;
                }
            }
            case DOWN -> throw DOWN;
            case SLOW -> LockSupport.parkNanos(SLOW_NANOS);
        }
        return "here";
    }

    /** What counts as failure. */
    static final class Down extends Exception {

        private static final long serialVersionUID = 1;

        private Down() {
            super("down", null, false, false);
        }
    }

    /** What is ignored. */
    static final class NotFound extends RuntimeException {

        private static final long serialVersionUID = 1;

        private NotFound() {
            super("not found", null, false, false);
        }
    }
}
