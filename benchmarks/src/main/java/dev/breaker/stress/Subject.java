package dev.breaker.stress;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerListener;
import dev.breaker.StateTransition;
import dev.breaker.WindowType;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** A breaker to race for: on a time that stands still until it is set, with its events counted. */
final class Subject {

    /** Longer than nothing, shorter than what the time is set to. */
    private static final Duration WAIT = Duration.ofNanos(10);

    final Breaker breaker;
    private final AtomicReference<String> path = new AtomicReference<>("");
    private volatile long now;

    Subject(BreakerConfig.Builder config) {
        breaker = Breaker.of("b", config.build(), () -> now);
        breaker.addListener(
                new BreakerListener() {
                    @Override
                    public void onTransition(StateTransition transition) {
                        String step = "%s->%s ".formatted(transition.from(), transition.to());
                        path.accumulateAndGet(step, String::concat);
                    }
                });
    }

    /** Two calls fit the window, and nothing trips unless a rule is added. */
    static BreakerConfig.Builder config() {
        return BreakerConfig.builder()
                .slidingWindowType(WindowType.COUNT_BASED)
                .slidingWindowSize(10)
                .minimumNumberOfCalls(10)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(WAIT);
    }

    void passTheWait() {
        now += WAIT.toNanos();
    }

    /** How many changes of state were heard of. */
    int events() {
        return (int) path.get().chars().filter(c -> c == ' ').count();
    }

    /** The changes of state as they were heard of, one after the other. */
    String path() {
        return path.get().trim();
    }

    boolean permits() {
        return breaker.tryAcquire() != null;
    }

    static Exception failure() {
        return Failure.INSTANCE;
    }

    /** One for all, without a stack trace: millions are thrown. */
    private static final class Failure extends Exception {

        private static final long serialVersionUID = 1;
        private static final Failure INSTANCE = new Failure();

        private Failure() {
            super("down", null, false, false);
        }
    }
}
