package dev.breaker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * The state machine: calls, time and operators, however they interleave. Two failures in the window
 * trip it, one probe decides a round. Each thread has permits of its own, of which the oldest is
 * settled first, so that some are of an earlier generation.
 *
 * <p>The window holds more than a scenario brings: a trip follows from an outcome by a second step,
 * and if other outcomes could push failures out between the two, one could see a breaker that is
 * still closed after them and yet opens.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "action", gen = IntGen.class, conf = "0:3")
public class BreakerLincheckTests {

    private static final int FAILURES = 2;
    private static final long WAIT = 10;
    private static final int MOST_THREADS = 8;

    private final List<Deque<Permit>> permits = perThread();
    private volatile long now;
    private final Breaker breaker =
            Breaker.of(
                    "b",
                    BreakerConfig.builder()
                            .slidingWindowType(WindowType.COUNT_BASED)
                            .slidingWindowSize(100)
                            .minimumNumberOfCalls(100)
                            .failureCountThreshold(FAILURES)
                            .waitDurationInOpenState(Duration.ofNanos(WAIT))
                            .permittedNumberOfCallsInHalfOpenState(1)
                            .maxWaitDurationInHalfOpenState(Duration.ZERO)
                            .build(),
                    () -> now);

    private static <T> List<Deque<T>> perThread() {
        return Stream.generate(() -> (Deque<T>) new ArrayDeque<T>()).limit(MOST_THREADS).toList();
    }

    @Operation
    public boolean acquire(@Param(name = "thread") int thread) {
        Permit permit = breaker.tryAcquire();
        if (permit != null) {
            permits.get(thread).add(permit);
        }
        return permit != null;
    }

    @Operation
    public void fail(@Param(name = "thread") int thread) {
        Permit permit = permits.get(thread).poll();
        if (permit != null) {
            permit.failed(new IllegalStateException());
        }
    }

    @Operation
    public void succeed(@Param(name = "thread") int thread) {
        Permit permit = permits.get(thread).poll();
        if (permit != null) {
            permit.succeeded();
        }
    }

    @Operation
    public void cancel(@Param(name = "thread") int thread) {
        Permit permit = permits.get(thread).poll();
        if (permit != null) {
            permit.cancel();
        }
    }

    @Operation
    public State state() {
        return breaker.state();
    }

    /** By one thread only: an addition to a volatile is not one step. */
    @Operation(nonParallelGroup = "time")
    public void passTheWait() {
        now += WAIT;
    }

    @Operation
    public void operate(@Param(name = "action") int action) {
        switch (action) {
            case 0 -> breaker.forceOpen();
            case 1 -> breaker.halfOpen();
            case 2 -> breaker.close();
            default -> breaker.reset();
        }
    }

    /** The rules in plain fields. */
    public static class Specification {

        private final List<Deque<Integer>> permits = perThread();
        private State state = State.CLOSED;
        private int generation;
        private int failures;
        private boolean placeTaken;
        private long now;
        private long since;

        public boolean acquire(int thread) {
            State current = state();
            boolean permitted =
                    current == State.CLOSED || (current == State.HALF_OPEN && !placeTaken);
            if (permitted) {
                placeTaken = true;
                permits.get(thread).add(generation);
            }
            return permitted;
        }

        public void fail(int thread) {
            if (isOfThisGeneration(permits.get(thread).poll())) {
                failures++;
                if (state == State.HALF_OPEN || failures == FAILURES) {
                    enter(State.OPEN);
                }
            }
        }

        public void succeed(int thread) {
            if (isOfThisGeneration(permits.get(thread).poll()) && state == State.HALF_OPEN) {
                enter(State.CLOSED);
            }
        }

        public void cancel(int thread) {
            if (isOfThisGeneration(permits.get(thread).poll())) {
                placeTaken = false;
            }
        }

        public State state() {
            if (state == State.OPEN && now - since >= WAIT) {
                enter(State.HALF_OPEN);
            }
            return state;
        }

        public void passTheWait() {
            now += WAIT;
        }

        public void operate(int action) {
            State wanted =
                    switch (action) {
                        case 0 -> State.FORCED_OPEN;
                        case 1 -> State.HALF_OPEN;
                        default -> State.CLOSED;
                    };
            boolean reset = action == 3;
            if (state() != wanted || reset) {
                enter(wanted);
            }
        }

        private boolean isOfThisGeneration(Integer permit) {
            return permit != null && permit == generation;
        }

        private void enter(State next) {
            state = next;
            generation++;
            failures = 0;
            placeTaken = false;
            since = now;
        }
    }

    @Test
    void isLinearizable() {
        Lincheck.check(BreakerLincheckTests.class, Specification.class);
    }
}
