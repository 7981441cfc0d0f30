package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What a server does in its own time. */
final class Awaited {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private Awaited() {}

    static void until(BooleanSupplier condition) {
        Instant bound = Instant.now().plus(BOUND);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(bound);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
