package dev.breaker.docs;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.Permit;
import dev.breaker.State;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures of docs/choosing.md, by experiment: ten calls a second, a time-out of one second. */
class ChoosingTests {

    private static final long BETWEEN_CALLS = MILLISECONDS.toNanos(100);
    private static final long TIMEOUT = SECONDS.toNanos(1);

    private final AtomicLong now = new AtomicLong();
    private final Deque<Permit> hanging = new ArrayDeque<>();

    @ParameterizedTest
    @CsvSource({"60, 0, 30.5", "30, 0, 15.5", "10, 0, 5.5", "30, 10, 2"})
    void hangingServiceIsNoticedAfter(int window, int inARow, double seconds) {
        Breaker breaker = breaker(window, inARow);
        for (int call = 0; call < 600; call++) {
            breaker.acquire().succeeded();
            now.addAndGet(BETWEEN_CALLS);
        }

        assertThat(secondsUntilOpen(breaker)).isCloseTo(seconds, within(1.0));
    }

    private Breaker breaker(int window, int inARow) {
        BreakerConfig config =
                BreakerConfig.builder()
                        .slidingWindowSize(window)
                        .minimumNumberOfCalls(20)
                        .failureRateThreshold(50)
                        .consecutiveFailuresThreshold(inARow)
                        .build();
        return Breaker.of("hanging", config, now::get);
    }

    private double secondsUntilOpen(Breaker breaker) {
        long started = now.get();
        while (breaker.state() == State.CLOSED) {
            hanging.add(breaker.acquire());
            if (hanging.size() > TIMEOUT / BETWEEN_CALLS) {
                hanging.remove().failed(new TimeoutException());
            }
            now.addAndGet(BETWEEN_CALLS);
        }
        return (now.get() - started) / 1e9;
    }
}
