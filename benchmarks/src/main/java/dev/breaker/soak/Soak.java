package dev.breaker.soak;

import dev.breaker.BreakerConfig;
import dev.breaker.WindowType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Many threads on few breakers, in rounds. After each round all threads are at rest, and what must
 * be exact then is compared; the threads of the next round are new ones. The argument is how many
 * seconds it takes; the status is not 0 if anything did not hold.
 */
public final class Soak {

    private static final int ROUNDS = 10;
    private static final int WARM_UP_ROUNDS = 3;
    private static final int PLATFORM_THREADS = 4; // of each breaker
    private static final int VIRTUAL_THREADS = 60; // of each breaker
    private static final double MEBIBYTES_OF_NOISE = 1;
    private static final long NANOS_TO_RECOVER = TimeUnit.SECONDS.toNanos(10);

    private final Violations violations = new Violations();
    private final List<Watched> all =
            List.of(
                    new Watched("count", countWindow().build(), false, violations),
                    new Watched("time", timeWindow().build(), false, violations),
                    new Watched("probes", countWindow().build(), true, violations));
    private final long roundNanos;
    private double heapWhenWarm;
    private double heapAtLast;

    private Soak(int seconds) {
        roundNanos = TimeUnit.SECONDS.toNanos(seconds) / ROUNDS;
    }

    /**
     * Runs the soak.
     *
     * @param args the number of seconds
     * @throws Exception if the soak itself is broken
     */
    public static void main(String... args) throws Exception {
        Soak soak = new Soak(Integer.parseInt(args[0]));
        soak.warmUp();
        try (Pinning pinning = new Pinning()) {
            soak.run();
            soak.check(pinning);
        }
        System.out.println(soak.summary());
        soak.violations.kept().forEach(System.err::println);
        if (soak.violations.count() > 0) {
            System.exit(1);
        }
    }

    private static BreakerConfig.Builder config() {
        return BreakerConfig.builder()
                .ignoreExceptions(List.of(Downstream.NotFound.class))
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofMillis(3))
                .maxWaitDurationInHalfOpenState(Duration.ofMillis(20))
                .permittedNumberOfCallsInHalfOpenState(3);
    }

    private static BreakerConfig.Builder countWindow() {
        return config().slidingWindowType(WindowType.COUNT_BASED)
                .slidingWindowSize(100)
                .minimumNumberOfCalls(20)
                .consecutiveFailuresThreshold(15);
    }

    private static BreakerConfig.Builder timeWindow() {
        return config().slidingWindowType(WindowType.TIME_BASED)
                .slidingWindowSize(1)
                .slowCallDurationThreshold(Duration.ofMillis(1))
                .slowCallRateThreshold(80);
    }

    /** All classes are loaded, which pins whoever waits for it. */
    private void warmUp() throws InterruptedException {
        play(WARM_UP_ROUNDS);
    }

    private void play(int rounds) throws InterruptedException {
        for (int round = 0; round < rounds; round++) {
            playRound();
            all.forEach(Watched::checkAtRest);
        }
    }

    private void run() throws InterruptedException {
        play(1);
        heapWhenWarm = Heap.mebibytesInUse();
        play(ROUNDS - WARM_UP_ROUNDS - 1);
        heapAtLast = Heap.mebibytesInUse();
        all.forEach(watched -> watched.checkItRecovers(NANOS_TO_RECOVER));
        all.forEach(Watched::checkAtRest);
    }

    private void playRound() throws InterruptedException {
        long deadline = System.nanoTime() + roundNanos;
        List<Thread> threads = new ArrayList<>();
        for (Watched watched : all) {
            threads.add(platform(new Operator(watched, deadline)::operateUntilDeadline));
            for (int i = 0; i < PLATFORM_THREADS; i++) {
                threads.add(platform(new Caller(watched, deadline)::callUntilDeadline));
            }
            for (int i = 0; VirtualThreads.exist() && i < VIRTUAL_THREADS; i++) {
                Runnable task = contained(new Caller(watched, deadline)::callUntilDeadline);
                threads.add(VirtualThreads.start(task));
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private Thread platform(Runnable task) {
        Thread thread = new Thread(contained(task));
        thread.start();
        return thread;
    }

    private Runnable contained(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable thrown) {
                violations.add("a thread ended with " + thrown);
            }
        };
    }

    private void check(Pinning pinning) throws IOException {
        violations.check(
                heapAtLast - heapWhenWarm < MEBIBYTES_OF_NOISE,
                "the heap has grown from %.2f to %.2f MiB",
                heapWhenWarm,
                heapAtLast);
        for (Watched watched : all) {
            violations.check(
                    watched.transitions() > ROUNDS,
                    "breaker %s has hardly moved: %s transitions",
                    watched.breaker.name(),
                    watched.transitions());
        }
        pinning.stop().forEach(event -> violations.add("a virtual thread was pinned: " + event));
    }

    private String summary() {
        int virtual = VirtualThreads.exist() ? all.size() * VIRTUAL_THREADS : 0;
        Tally.Sums sums =
                all.stream()
                        .map(watched -> watched.tally.sums())
                        .reduce(Tally.Sums.NONE, Tally.Sums::plus);
        return ("soak: JDK %s, %s platform and %s virtual threads: %s, %,d transitions,"
                        + " at most %s of 3 places of a round taken, heap %.2f then %.2f MiB:"
                        + " %s violations")
                .formatted(
                        Runtime.version().feature(),
                        all.size() * PLATFORM_THREADS,
                        virtual,
                        sums,
                        all.stream().mapToLong(Watched::transitions).sum(),
                        all.stream().mapToInt(watched -> watched.probes.mostSeen()).max().orElse(0),
                        heapWhenWarm,
                        heapAtLast,
                        violations.count());
    }
}
