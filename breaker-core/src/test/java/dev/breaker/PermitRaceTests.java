package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule 2 of DESIGN.md, section 3, under several threads: each call is counted exactly once. */
class PermitRaceTests {

    private static final BreakerConfig ONE_PLACE =
            BreakerConfig.builder().permittedNumberOfCallsInHalfOpenState(1).build();

    private final FakeTicker ticker = new FakeTicker();

    @ParameterizedTest
    @EnumSource
    void aPermitIsSettledOnceHoweverManyTry(Pair pair) throws Throwable {
        Race.repeat(
                2_000,
                () -> {
                    Breaker breaker = Breaker.of("b", ONE_PLACE, ticker);
                    breaker.halfOpen();
                    Permit probe = breaker.acquire();
                    return new Race.Round(
                            () -> assertSettledOnce(breaker),
                            () -> pair.one.settle(probe, 1),
                            () -> pair.other.settle(probe, 2));
                });
    }

    enum Pair {
        SUCCESS_AND_FAILURE(Ending.SUCCEEDS, Ending.FAILS),
        SUCCESS_AND_SUCCESS(Ending.SUCCEEDS, Ending.RETURNS_GOOD_RESULT),
        SUCCESS_AND_CANCELLATION(Ending.SUCCEEDS, Ending.IS_CANCELLED),
        CANCELLATION_AND_CANCELLATION(Ending.IS_CANCELLED, Ending.IS_INTERRUPTED);

        private final Ending one;
        private final Ending other;

        Pair(Ending one, Ending other) {
            this.one = one;
            this.other = other;
        }
    }

    private static void assertSettledOnce(Breaker breaker) {
        Snapshot after = breaker.snapshot();
        assertThat(settled(after)).isOne();
        State expected = after.totalSuccessfulCalls() == 1 ? State.CLOSED : State.OPEN;
        assertThat(after.state())
                .isEqualTo(after.totalIgnoredCalls() == 1 ? State.HALF_OPEN : expected);
        if (after.state() == State.HALF_OPEN) {
            assertThat(breaker.tryAcquire()).as("the place given back").isNotNull();
            assertThat(breaker.tryAcquire()).as("a place too many").isNull();
        }
    }

    private static long settled(Snapshot snapshot) {
        return snapshot.totalSuccessfulCalls()
                + snapshot.totalFailedCalls()
                + snapshot.totalIgnoredCalls();
    }

    /** Every kind of call, late results, operators, passing time and listeners that throw. */
    @Test
    void everyAttemptIsCountedExactlyOnce() throws Throwable {
        Breaker breaker = Breaker.of("b", trippy(), ticker);
        breaker.addListener(new ThrowingListener());
        Tally tally = new Tally();
        Queue<Runnable> late = new ConcurrentLinkedQueue<>();
        AtomicInteger calling = new AtomicInteger(2);
        Race.Actor operator =
                () -> {
                    Random random = new Random(3);
                    while (calling.get() > 0) {
                        operate(breaker, random);
                    }
                };
        Race.once(
                new Race.Round(
                        () -> {
                            late.forEach(Runnable::run);
                            tally.assertEquals(breaker.snapshot());
                        },
                        new Caller(breaker, tally, late, 1).countingDown(calling),
                        new Caller(breaker, tally, late, 2).countingDown(calling),
                        operator));
    }

    private static BreakerConfig trippy() {
        return BreakerConfig.builder()
                .slidingWindowType(WindowType.COUNT_BASED)
                .slidingWindowSize(20)
                .failureRateThreshold(70)
                .permittedNumberOfCallsInHalfOpenState(2)
                .waitDurationInOpenState(Duration.ofNanos(30))
                .maxWaitDurationInHalfOpenState(Duration.ofNanos(200))
                .ignoreExceptions(IgnoredFailure.class)
                .recordResult(Ending.BAD_RESULT::equals)
                .build();
    }

    private void operate(Breaker breaker, Random random) {
        ticker.advanceNanos(random.nextInt(20));
        switch (random.nextInt(40)) {
            case 0 -> breaker.forceOpen();
            case 1, 2 -> breaker.close();
            case 3, 4 -> breaker.halfOpen();
            case 5 -> breaker.reset();
            case 6 -> breaker.disable();
            case 7 -> breaker.metricsOnly();
            default -> breaker.state();
        }
        Thread.yield();
    }

    /** What the callers themselves have seen. */
    private static final class Tally {

        private final Map<Classifier.Verdict, LongAdder> ended =
                new EnumMap<>(Classifier.Verdict.class);
        private final LongAdder rejected = new LongAdder();

        Tally() {
            Stream.of(Classifier.Verdict.values()).forEach(v -> ended.put(v, new LongAdder()));
        }

        void ended(Ending ending) {
            ended.get(ending.ended(0, trippy()).verdict()).increment();
        }

        void assertEquals(Snapshot snapshot) {
            same(snapshot, Snapshot::totalSuccessfulCalls, ended.get(Classifier.Verdict.SUCCESS));
            same(snapshot, Snapshot::totalFailedCalls, ended.get(Classifier.Verdict.FAILURE));
            same(snapshot, Snapshot::totalIgnoredCalls, ended.get(Classifier.Verdict.IGNORED));
            same(snapshot, Snapshot::notPermittedCalls, rejected);
        }

        private static void same(
                Snapshot snapshot, ToLongFunction<Snapshot> total, LongAdder expected) {
            assertThat(total.applyAsLong(snapshot)).isEqualTo(expected.sum()).isPositive();
        }
    }

    private record Caller(Breaker breaker, Tally tally, Queue<Runnable> late, int seed)
            implements Race.Actor {

        @Override
        public void act() {
            Random random = new Random(seed);
            Ending[] endings = Ending.values();
            for (int n = 0; n < 40_000; n++) {
                Ending ending = endings[random.nextInt(endings.length)];
                if (random.nextInt(3) == 0) {
                    byHand(ending, random);
                } else {
                    call(ending, n);
                }
            }
        }

        private void call(Ending ending, int number) {
            Throwable thrown = ending.thrown(number);
            try {
                breaker.call(() -> endAs(ending, thrown));
            } catch (CallNotPermittedException rejection) {
                tally.rejected.increment();
                return;
            } catch (Throwable caught) {
                assertThat(caught).isSameAs(thrown);
            }
            tally.ended(ending);
        }

        private static String endAs(Ending ending, Throwable thrown) throws Throwable {
            if (thrown != null) {
                throw thrown;
            }
            return ending.result();
        }

        /** Settled by whoever comes by, some of them twice, some only at the end. */
        private void byHand(Ending ending, Random random) {
            Permit permit = breaker.tryAcquire();
            if (permit == null) {
                tally.rejected.increment();
                return;
            }
            tally.ended(ending);
            late.add(() -> ending.settle(permit, 0));
            late.add(() -> ending.settle(permit, 0));
            for (int n = random.nextInt(6); n > 0; n--) {
                Runnable one = late.poll();
                if (one != null) {
                    one.run();
                }
            }
        }
    }

    private static final class ThrowingListener implements BreakerListener {

        @Override
        public void onTransition(StateTransition transition) {
            throw new IllegalStateException("a listener that throws");
        }

        @Override
        public void onOutcome(CallOutcome outcome) {
            throw new AssertionError("a listener that throws");
        }

        @Override
        public void onNotPermitted(Rejection rejection) {
            throw new IllegalStateException("a listener that throws");
        }
    }

    @Test
    void totalsNeverGoBackwards() throws Throwable {
        Breaker breaker = Breaker.of("b", trippy(), ticker);
        Queue<Runnable> late = new ConcurrentLinkedQueue<>();
        AtomicInteger calling = new AtomicInteger(1);
        Race.Actor reader =
                () -> {
                    Random random = new Random(4);
                    Snapshot before = breaker.snapshot();
                    while (calling.get() > 0) {
                        operate(breaker, random);
                        Snapshot after = breaker.snapshot();
                        assertNoneIsLess(before, after);
                        before = after;
                    }
                };
        Race.once(
                new Race.Round(
                        () -> assertThat(settled(breaker.snapshot())).isPositive(),
                        new Caller(breaker, new Tally(), late, 5).countingDown(calling),
                        reader));
    }

    private static void assertNoneIsLess(Snapshot before, Snapshot after) {
        Stream.<ToLongFunction<Snapshot>>of(
                        Snapshot::totalSuccessfulCalls,
                        Snapshot::totalFailedCalls,
                        Snapshot::totalIgnoredCalls,
                        Snapshot::totalSlowCalls,
                        Snapshot::notPermittedCalls)
                .forEach(
                        total ->
                                assertThat(total.applyAsLong(after))
                                        .isGreaterThanOrEqualTo(total.applyAsLong(before)));
    }
}
