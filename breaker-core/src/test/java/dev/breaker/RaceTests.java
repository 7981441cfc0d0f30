package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RaceTests {

    @Test
    void checksEachRoundAfterAllItsActorsHaveEnded() throws Throwable {
        AtomicInteger prepared = new AtomicInteger();
        AtomicInteger checked = new AtomicInteger();

        Race.repeat(
                500,
                () -> {
                    prepared.incrementAndGet();
                    AtomicInteger acted = new AtomicInteger();
                    return Race.Round.of(
                            3,
                            i -> acted::incrementAndGet,
                            () -> {
                                assertThat(acted).hasValue(3);
                                checked.incrementAndGet();
                            });
                });

        assertThat(checked.get()).isPositive().isEqualTo(prepared.get());
    }

    @Test
    void throwsWhatAnActorThrows() {
        Race.Round round =
                new Race.Round(
                        () -> {},
                        () -> {},
                        () -> {
                            throw new IllegalStateException("actor");
                        });

        assertThatThrownBy(() -> Race.once(round)).hasMessage("actor");
    }

    @Test
    void throwsWhatACheckThrows() {
        Race.Round round =
                new Race.Round(
                        () -> {
                            throw new IllegalStateException("check");
                        },
                        () -> {},
                        () -> {});

        assertThatThrownBy(() -> Race.once(round)).hasMessage("check");
    }

    /** A race in which nothing ever collides proves nothing. */
    @Test
    void actorsDoCollide() throws Throwable {
        assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
        AtomicInteger collisions = new AtomicInteger();

        for (int tries = 0; tries < 30 && collisions.get() == 0; tries++) { // the machine is busy
            Race.repeat(
                    3_000,
                    () -> {
                        AtomicInteger acting = new AtomicInteger();
                        return Race.Round.of(2, i -> () -> meet(acting, collisions), () -> {});
                    });
        }

        assertThat(collisions.get()).isPositive();
    }

    private static void meet(AtomicInteger acting, AtomicInteger collisions) {
        acting.incrementAndGet();
        for (int n = 0; n < 1_000; n++) {
            if (acting.get() == 2) {
                collisions.incrementAndGet();
                break;
            }
        }
        acting.decrementAndGet();
    }
}
