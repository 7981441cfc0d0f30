package dev.breaker;

import java.time.Duration;

/** Calls with a known end, so that a test shows only what it is about. */
final class Calls {

    private Calls() {}

    static void succeed(Breaker breaker, int times) {
        for (int i = 0; i < times; i++) {
            breaker.acquire().succeeded();
        }
    }

    static void fail(Breaker breaker, int times) {
        for (int i = 0; i < times; i++) {
            fail(breaker, new IllegalStateException("down"));
        }
    }

    static void fail(Breaker breaker, Throwable thrown) {
        breaker.acquire().failed(thrown);
    }

    static void ignore(Breaker breaker, int times) {
        for (int i = 0; i < times; i++) {
            breaker.acquire().cancel();
        }
    }

    static void succeedAfter(Duration duration, Breaker breaker, FakeTicker ticker) {
        Permit permit = breaker.acquire();
        ticker.advance(duration);
        permit.succeeded();
    }

    static void failAfter(Duration duration, Breaker breaker, FakeTicker ticker) {
        Permit permit = breaker.acquire();
        ticker.advance(duration);
        permit.failed(new IllegalStateException("down"));
    }

    /**
     * Makes one call per letter: {@code S} succeeds, {@code F} fails, {@code s} and {@code f} do so
     * after a second, {@code i} is ignored.
     */
    static void play(String letters, Breaker breaker, FakeTicker ticker) {
        for (char letter : letters.toCharArray()) {
            switch (letter) {
                case 'S' -> succeed(breaker, 1);
                case 'F' -> fail(breaker, 1);
                case 's' -> succeedAfter(Duration.ofSeconds(1), breaker, ticker);
                case 'f' -> failAfter(Duration.ofSeconds(1), breaker, ticker);
                case 'i' -> ignore(breaker, 1);
                default -> throw new IllegalArgumentException("no such call: " + letter);
            }
        }
    }

    /** Throws whatever it is given, which the compiler would not allow otherwise. */
    static <T, X extends Throwable> T raise(Throwable thrown) throws X {
        @SuppressWarnings("unchecked")
        X sneaked = (X) thrown;
        throw sneaked;
    }
}
