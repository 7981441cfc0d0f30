package dev.breaker.sample.alerting;

import static org.awaitility.Awaitility.await;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.Permit;
import dev.breaker.State;
import dev.breaker.WindowType;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Breakers beside those of the sample, with the troubles that its services do not have. */
final class Troubles {

    private static final Duration SLOW = Duration.ofMillis(50);

    private final Breaker flapping;
    private final Breaker stuck;
    private final Breaker failing;
    private final Breaker slow;

    Troubles(BreakerRegistry registry) {
        BreakerConfig impatient =
                config().consecutiveFailuresThreshold(1)
                        .waitDurationInOpenState(Duration.ofMillis(1))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .maxWaitDurationInHalfOpenState(Duration.ZERO)
                        .build();
        flapping = registry.breaker("flapping", impatient);
        stuck = registry.breaker("stuck", impatient);
        failing = registry.breaker("failing", config().build());
        slow =
                registry.breaker(
                        "slow",
                        config().slowCallDurationThreshold(SLOW).slowCallRateThreshold(50).build());
    }

    private static BreakerConfig.Builder config() {
        return BreakerConfig.builder()
                .slidingWindowType(WindowType.COUNT_BASED)
                .slidingWindowSize(10)
                .minimumNumberOfCalls(10);
    }

    /** Opens and closes again, four times. */
    void flap() {
        for (int time = 1; time <= 4; time++) {
            fail(flapping);
            awaitHalfOpen(flapping);
            flapping.acquire().succeeded();
        }
    }

    /** Sends a probe that does not end, and calls that are rejected. */
    Permit getStuck() {
        fail(stuck);
        awaitHalfOpen(stuck);
        return stuck.acquire();
    }

    void callTheStuckOne() {
        Permit permit = stuck.tryAcquire();
        if (permit != null) {
            permit.succeeded();
        }
    }

    /** Comes near both thresholds: four of ten, where five would open. */
    void comeNear() {
        recover();
        for (int call = 1; call <= 4; call++) {
            fail(failing);
            Permit permit = slow.acquire();
            letPass(SLOW.plusMillis(5));
            permit.succeeded();
        }
    }

    void recover() {
        for (int call = 1; call <= 10; call++) {
            failing.acquire().succeeded();
            slow.acquire().succeeded();
        }
    }

    private static void fail(Breaker breaker) {
        breaker.acquire().failed(new IllegalStateException("in trouble"));
    }

    private static void awaitHalfOpen(Breaker breaker) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> breaker.state() == State.HALF_OPEN);
    }

    /** That a call takes time is what this is about. */
    private static void letPass(Duration time) {
        try {
            new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
