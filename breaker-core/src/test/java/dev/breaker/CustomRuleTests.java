package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** {@code tripWhen}: the user's own rule over a snapshot. */
class CustomRuleTests {

    private final FakeTicker ticker = new FakeTicker();
    private final List<String> seen = new ArrayList<>();

    @Nested
    class WhileClosed {

        @Test
        void opensWhereItHolds() {
            Breaker breaker = tripWhen(snapshot -> snapshot.failedCalls() == 1);

            Calls.play("SF", breaker, ticker);

            assertThat(breaker.state()).isEqualTo(State.OPEN);
            assertThat(breaker.snapshot().tripReason())
                    .isEqualTo(
                            "the custom rule holds (1 of 2 calls in the window failed); failures: 1 x java.lang.IllegalStateException");
        }

        @Test
        void seesWhatTheBreakerKnowsRightAfterTheOutcome() {
            Breaker breaker = tripWhen(CustomRuleTests.this::note);

            Calls.play("SSF", breaker, ticker);

            assertThat(seen)
                    .containsExactly(
                            "CLOSED 0/1, 1 and 0 in a row",
                            "CLOSED 0/2, 2 and 0 in a row",
                            "CLOSED 1/3, 0 and 1 in a row");
        }

        @Test
        void isNotAskedAboutIgnoredCalls() {
            Breaker breaker = tripWhen(CustomRuleTests.this::note);

            Calls.play("iSi", breaker, ticker);

            assertThat(seen).hasSize(1);
        }

        @Test
        void isNotAskedWhereAnotherRuleHolds() {
            Breaker breaker =
                    Breaker.of(
                            "inventory",
                            BreakerConfig.builder()
                                    .consecutiveFailuresThreshold(1)
                                    .tripWhen(CustomRuleTests.this::note)
                                    .build(),
                            ticker);

            Calls.fail(breaker, 1);

            assertThat(seen).isEmpty();
        }

        @Test
        void doesNotHoldWhereItThrows() {
            Breaker breaker =
                    tripWhen(
                            snapshot -> {
                                throw new AssertionError("broken rule");
                            });

            assertThat(breaker.call(() -> "reply")).isEqualTo("reply");
            assertThat(breaker.state()).isEqualTo(State.CLOSED);
            assertThat(breaker.snapshot().bufferedCalls()).isOne();
        }
    }

    @Nested
    class WhileHalfOpen {

        @Test
        void reopensWhereItHoldsForTheProbes() {
            Breaker breaker = halfOpen(snapshot -> snapshot.failedCalls() == 1);

            Calls.play("F", breaker, ticker);

            assertThat(breaker.state()).isEqualTo(State.OPEN);
            assertThat(breaker.snapshot().tripReason())
                    .isEqualTo(
                            "the custom rule holds (1 of 1 calls in the window failed); failures: 1 x java.lang.IllegalStateException");
        }

        @Test
        void seesTheProbesAsTheWindow() {
            Breaker breaker = halfOpen(CustomRuleTests.this::note);

            Calls.play("FS", breaker, ticker);

            assertThat(seen)
                    .containsExactly(
                            "HALF_OPEN 1/1, 0 and 1 in a row", "HALF_OPEN 1/2, 1 and 0 in a row");
        }

        @Test
        void isNotAskedOnceTheThresholdsHaveReopened() {
            Breaker breaker = halfOpen(CustomRuleTests.this::note);

            Calls.play("FF", breaker, ticker);

            assertThat(breaker.state()).isEqualTo(State.OPEN);
            assertThat(seen).hasSize(1);
        }

        @Test
        void reopensEvenWhereTheThresholdsWouldClose() {
            Breaker breaker = halfOpen(snapshot -> snapshot.consecutiveSuccesses() == 2);

            Calls.play("SS", breaker, ticker);

            assertThat(breaker.state()).isEqualTo(State.OPEN);
        }

        @Test
        void doesNotKeepARoundFromClosingEarly() {
            Breaker breaker = halfOpen(snapshot -> snapshot.bufferedCalls() == 3);

            Calls.play("SS", breaker, ticker);

            assertThat(breaker.state()).isEqualTo(State.CLOSED);
        }

        @Test
        void leavesTheDecisionToTheOthersWhereItThrows() {
            Breaker breaker =
                    halfOpen(
                            snapshot -> {
                                throw new IllegalStateException("broken rule");
                            });

            Calls.play("SSS", breaker, ticker);

            assertThat(breaker.state()).isEqualTo(State.CLOSED);
        }

        private Breaker halfOpen(Predicate<Snapshot> rule) {
            Breaker breaker = tripWhen(rule);
            breaker.halfOpen();
            return breaker;
        }
    }

    @Test
    void isNotAskedWhereNothingTrips() {
        AtomicInteger asked = new AtomicInteger();
        Breaker breaker = tripWhen(snapshot -> asked.incrementAndGet() > 0);

        breaker.disable();
        Calls.fail(breaker, 1);

        assertThat(asked).hasValue(0);
    }

    @Test
    void isAskedByTheRehearsalOnlyInMetricsOnly() {
        AtomicInteger asked = new AtomicInteger();
        Breaker breaker = tripWhen(snapshot -> asked.incrementAndGet() > 0);

        breaker.metricsOnly();
        Calls.fail(breaker, 2);

        assertThat(asked).hasValue(1); // then the rehearsal is open
        assertThat(breaker.state()).isEqualTo(State.METRICS_ONLY);
    }

    private boolean note(Snapshot now) {
        seen.add(
                "%s %d/%d, %d and %d in a row"
                        .formatted(
                                now.state(),
                                now.failedCalls(),
                                now.bufferedCalls(),
                                now.consecutiveSuccesses(),
                                now.consecutiveFailures()));
        return false;
    }

    private Breaker tripWhen(Predicate<Snapshot> rule) {
        return Breaker.of("inventory", BreakerConfig.builder().tripWhen(rule).build(), ticker);
    }
}
