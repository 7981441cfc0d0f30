package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyedBreakersRaceTests {

    private static final int THREADS = 4;
    private static final int ROUNDS = 500;

    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    private final TestTime time = new TestTime();

    @AfterEach
    void shutDown() {
        pool.shutdownNow();
    }

    private <T> List<T> together(Callable<T> action) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<T>> running = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            running.add(
                    pool.submit(
                            () -> {
                                start.await();
                                return action.call();
                            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> result : running) {
            results.add(result.get());
        }
        return results;
    }

    private BreakerRegistry registry = BreakerRegistry.of(BreakerConfig.builder().build());

    private KeyedBreakers family(int most) {
        registry = BreakerRegistry.of(BreakerConfig.builder().build(), time);
        return new BreakerFamilies(registry, new TestBreakers(registry), time)
                .family("partner", "", new KeySettings(most, Duration.ofHours(1), false));
    }

    /** The last place, too: who comes second must not be sent to the breaker of the name. */
    @Test
    void aKeyHasOneBreakerWhoeverAsksFirst() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            KeyedBreakers family = family(1);

            Set<Breaker> got = new HashSet<>(together(() -> family.of("acme")));

            assertThat(got).extracting(Breaker::name).containsExactly("partner/acme");
        }
    }

    @Test
    void neverMoreThanTheBoundWhoeverComesAtOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            KeyedBreakers family = family(5);

            together(
                    () -> {
                        for (int key = 0; key < 20; key++) {
                            family.of(key);
                        }
                        return "done";
                    });

            assertThat(family.keys()).hasSize(5);
        }
    }

    /** All have been idle for long: some threads let them go while others ask for them. */
    @Test
    void noCallIsLostFromTheTotalsWhileKeysComeAndGo() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            KeyedBreakers family = family(4);
            for (int key = 0; key < 4; key++) {
                family.of(key);
            }
            family.keys();
            time.advance(Duration.ofHours(1));
            family.keys();
            time.advance(Duration.ofHours(1));

            together(
                    () -> {
                        for (int key = 0; key < 8; key++) {
                            Calls.succeed(family.of(key));
                        }
                        return family.totals();
                    });

            assertThat(family.totals().successful()).isEqualTo(8 * THREADS);
            assertThat(family.keys()).hasSizeLessThanOrEqualTo(4);
            assertThat(registry.all()).containsExactlyInAnyOrderElementsOf(family.measured());
        }
    }
}
