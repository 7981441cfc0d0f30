package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BreakerRegistryRaceTests {

    private static final int THREADS = 4;
    private static final int NAMES = 50;
    private static final int ROUNDS = 50;

    /** All threads ask for the same names while all subscribe. */
    @Test
    void getTheSameBreakersAndEachConsumerHearsOfEachOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                race(pool);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Meters that are bound to a breaker after they were unbound would stay for ever. */
    @Test
    void tellOfARemovalAfterAllElse() throws Throwable {
        Race.repeat(
                3_000,
                () -> {
                    BreakerRegistry contested = BreakerRegistry.of(BreakerConfig.builder().build());
                    List<String> told = new CopyOnWriteArrayList<>();
                    contested.onEach(breaker -> told.add("there"));
                    contested.onRemoved(breaker -> told.add("gone"));
                    Race.Actor remove =
                            () -> {
                                while (!contested.remove("inventory")) {
                                    Thread.onSpinWait();
                                }
                            };
                    return new Race.Round(
                            () -> assertThat(told).isIn(List.of("there", "gone"), List.of("gone")),
                            () -> contested.breaker("inventory"),
                            remove);
                });
    }

    private void race(ExecutorService pool) throws Exception {
        BreakerRegistry contested = BreakerRegistry.of(BreakerConfig.builder().build());
        List<Map<Breaker, AtomicInteger>> told = new ArrayList<>();
        List<Future<List<Breaker>>> asking = new ArrayList<>();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        for (int thread = 0; thread < THREADS; thread++) {
            Map<Breaker, AtomicInteger> heard = new ConcurrentHashMap<>();
            told.add(heard);
            asking.add(
                    pool.submit(
                            () -> {
                                start.await();
                                return askAndSubscribe(contested, heard);
                            }));
        }
        List<Breaker> answered = asking.get(0).get();
        for (Future<List<Breaker>> other : asking) {
            assertThat(other.get()).containsExactlyElementsOf(answered);
        }
        for (Map<Breaker, AtomicInteger> heard : told) {
            assertThat(heard)
                    .hasSize(NAMES)
                    .allSatisfy((b, times) -> assertThat(times).hasValue(1));
        }
    }

    private List<Breaker> askAndSubscribe(
            BreakerRegistry contested, Map<Breaker, AtomicInteger> heard) {
        List<Breaker> answered = new ArrayList<>();
        for (int name = 0; name < NAMES; name++) {
            answered.add(contested.breaker("breaker " + name));
            if (name == NAMES / 2) {
                contested.onEach(
                        breaker ->
                                heard.computeIfAbsent(breaker, any -> new AtomicInteger())
                                        .incrementAndGet());
            }
        }
        return answered;
    }
}
