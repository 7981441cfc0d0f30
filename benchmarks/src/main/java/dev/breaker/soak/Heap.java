package dev.breaker.soak;

import java.lang.management.ManagementFactory;

/** What is in use after a forced collection. */
final class Heap {

    private static final int COLLECTIONS = 3;
    private static final double MEBIBYTE = 1024 * 1024;

    private Heap() {}

    static double mebibytesInUse() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            least = Math.min(least, used);
        }
        return least / MEBIBYTE;
    }
}
