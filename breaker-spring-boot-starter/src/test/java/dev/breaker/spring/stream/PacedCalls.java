package dev.breaker.spring.stream;

import dev.breaker.Breaker;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Calls at a fixed rate, and how long each took: by itself, and from the moment it was due. */
final class PacedCalls {

    private static final int THREADS = 4;
    private static final int PER_SECOND = 10_000;

    final int calls;
    private final long[] took;
    private final long[] late;

    private PacedCalls(int calls) {
        this.calls = calls;
        this.took = new long[calls];
        this.late = new long[calls];
    }

    static PacedCalls run(Breaker breaker, Duration duration) throws InterruptedException {
        int each = (int) (duration.toMillis() * PER_SECOND / 1000 / THREADS);
        PacedCalls calls = new PacedCalls(each * THREADS);
        CountDownLatch done = new CountDownLatch(THREADS);
        long begin = System.nanoTime();
        for (int i = 0; i < THREADS; i++) {
            int first = i * each;
            Thread caller =
                    new Thread(
                            () -> {
                                calls.run(breaker, begin, first, each);
                                done.countDown();
                            });
            caller.setDaemon(true);
            caller.start();
        }
        done.await();
        return calls;
    }

    private void run(Breaker breaker, long begin, int first, int count) {
        long gap = Duration.ofSeconds(1).toNanos() * THREADS / PER_SECOND;
        for (int i = 0; i < count; i++) {
            long due = begin + i * gap;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            long start = System.nanoTime();
            breaker.run(() -> {});
            long end = System.nanoTime();
            took[first + i] = end - start;
            late[first + i] = end - due;
        }
    }

    @Override
    public String toString() {
        return "call: %s; from when it was due: %s".formatted(text(took), text(late));
    }

    private static String text(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return "p50 %.1f, p99 %.1f, p99.9 %.1f µs"
                .formatted(at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999));
    }

    private static double at(long[] sorted, double quantile) {
        return sorted[(int) (quantile * (sorted.length - 1))] / 1000.0;
    }
}
