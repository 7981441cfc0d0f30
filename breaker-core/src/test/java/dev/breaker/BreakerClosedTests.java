package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CLOSED: permits and records every call, and trips when the first of its rules holds. */
class BreakerClosedTests {

    private static final Duration SLOW = Duration.ofSeconds(1);

    private final FakeTicker ticker = new FakeTicker();

    @Test
    void permitsAndRecordsEveryCall() {
        Breaker breaker = breaker(lastCalls(100));

        Calls.play("SSSFi", breaker, ticker);

        Snapshot snapshot = breaker.snapshot();
        assertThat(snapshot.bufferedCalls()).isEqualTo(4);
        assertThat(snapshot.failedCalls()).isOne();
        assertThat(snapshot.totalIgnoredCalls()).isOne();
        assertThat(snapshot.timeToNextProbe()).isNull();
    }

    @Nested
    class FailureRate {

        @Test
        void opensAtTheThreshold() {
            Breaker breaker = breaker(lastCalls(10).failureRateThreshold(50));

            Calls.play("SSSSSFFFF", breaker, ticker);
            assertThat(breaker.state()).isEqualTo(State.CLOSED);
            Calls.fail(breaker, 1);

            assertTripped(
                    breaker,
                    "failure rate 50 % reached the threshold of 50 % (5 of 10 calls in the window"
                            + " failed)");
        }

        @Test
        void staysClosedJustBelow() {
            Breaker breaker = breaker(lastCalls(1_000).failureRateThreshold(14.7));

            Calls.succeed(breaker, 1_000);
            Calls.fail(breaker, 146);
            assertThat(breaker.state()).isEqualTo(State.CLOSED);
            Calls.fail(breaker, 1);

            assertTripped(
                    breaker,
                    "failure rate 14.7 % reached the threshold of 14.7 % (147 of 1000 calls in the"
                            + " window failed)");
        }

        @Test
        void isNotJudgedBelowTheMinimumNumberOfCalls() {
            Breaker breaker = breaker(lastCalls(100).minimumNumberOfCalls(20));

            Calls.fail(breaker, 19);
            assertThat(breaker.state()).isEqualTo(State.CLOSED);
            Calls.fail(breaker, 1);

            assertThat(breaker.state()).isEqualTo(State.OPEN);
        }

        @Test
        void doesNotCountIgnoredCallsTowardsTheMinimum() {
            Breaker breaker = breaker(lastCalls(10).minimumNumberOfCalls(2));

            Calls.play("Fiiii", breaker, ticker);

            assertThat(breaker.state()).isEqualTo(State.CLOSED);
        }

        @Test
        void isRoundedToFourDigitsInWords() {
            Breaker breaker = breaker(lastCalls(3).failureRateThreshold(60));

            Calls.play("SFF", breaker, ticker);

            assertTripped(
                    breaker,
                    "failure rate 66.67 % reached the threshold of 60 % (2 of 3 calls in the window"
                            + " failed)");
        }
    }

    @Test
    void giveSmallNumbersInWordsThatAreNotZeroAndDigitsOfNoLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            Breaker breaker = breaker(lastCalls(300_000).failureRateThreshold(0.0003));

            Calls.succeed(breaker, 299_999);
            Calls.fail(breaker, 1);

            assertTripped(
                    breaker,
                    "failure rate 0.0003333 % reached the threshold of 0.0003 % (1 of 300000 calls"
                            + " in the window failed)");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void showsARateToAsManyDigitsAsItsThreshold() {
        Breaker breaker = breaker(lastCalls(3).failureRateThreshold(33.333));

        Calls.play("SSF", breaker, ticker);

        assertTripped(
                breaker,
                "failure rate 33.333 % reached the threshold of 33.333 % (1 of 3 calls in the"
                        + " window failed)");
    }

    @Nested
    class SlowCallRate {

        @Test
        void opensAtTheThreshold() {
            Breaker breaker =
                    breaker(lastCalls(4).slowCallDurationThreshold(SLOW).slowCallRateThreshold(75));

            Calls.play("Sss", breaker, ticker);
            assertThat(breaker.state()).isEqualTo(State.CLOSED);
            Calls.play("s", breaker, ticker);

            assertTripped(
                    breaker,
                    "slow-call rate 75 % reached the threshold of 75 % (3 of 4 calls in the window"
                            + " were slow)");
        }

        @Test
        void takesACallAsSlowFromTheDurationOn() {
            Breaker breaker =
                    breaker(lastCalls(10).minimumNumberOfCalls(10).slowCallDurationThreshold(SLOW));

            Calls.succeedAfter(SLOW.minusNanos(1), breaker, ticker);
            Calls.succeedAfter(SLOW, breaker, ticker);

            assertThat(breaker.snapshot().slowCalls()).isOne();
        }

        @Test
        void countsFailuresThatWereSlow() {
            Breaker breaker =
                    breaker(
                            lastCalls(10)
                                    .slowCallDurationThreshold(SLOW)
                                    .failureRateThreshold(100));

            Calls.play("ff", breaker, ticker);

            Snapshot snapshot = breaker.snapshot();
            assertThat(snapshot.slowCalls()).isEqualTo(2);
            assertThat(snapshot.slowFailedCalls()).isEqualTo(2);
            assertThat(snapshot.failedCalls()).isEqualTo(2);
        }

        @Test
        void isJudgedOnlyWhereTheDurationIsSet() {
            Breaker breaker = breaker(lastCalls(1).slowCallRateThreshold(1));

            Calls.succeedAfter(Duration.ofDays(1), breaker, ticker);

            assertThat(breaker.state()).isEqualTo(State.CLOSED);
            assertThat(breaker.snapshot().slowCalls()).isZero();
        }
    }

    @Nested
    class FailureCount {

        @Test
        void opensAtFiveFailuresInTenSeconds() {
            Breaker breaker =
                    breaker(BreakerConfig.builder().slidingWindowSize(10).failureCountThreshold(5));

            Calls.fail(breaker, 4);
            ticker.advance(Duration.ofSeconds(8));
            Calls.fail(breaker, 1);

            assertTripped(
                    breaker, "failure count 5 reached the threshold of 5 (5 calls in the window)");
        }

        @Test
        void forgetsFailuresThatHaveLeftTheWindow() {
            Breaker breaker =
                    breaker(BreakerConfig.builder().slidingWindowSize(10).failureCountThreshold(5));

            Calls.fail(breaker, 4);
            ticker.advance(Duration.ofSeconds(10));
            Calls.fail(breaker, 4);

            assertThat(breaker.state()).isEqualTo(State.CLOSED);
        }

        @Test
        void doesNotAskForAMinimumNumberOfCalls() {
            Breaker breaker = breaker(lastCalls(100).failureCountThreshold(2));

            Calls.play("SFSF", breaker, ticker);

            assertTripped(
                    breaker, "failure count 2 reached the threshold of 2 (4 calls in the window)");
        }
    }

    @Nested
    class ConsecutiveFailures {

        private final Breaker breaker = breaker(lastCalls(100).consecutiveFailuresThreshold(3));

        @Test
        void opensAtTheThreshold() {
            Calls.play("SFFF", breaker, ticker);

            assertTripped(breaker, "3 consecutive failures reached the threshold of 3");
        }

        @Test
        void beginsAnewAfterASuccess() {
            Calls.play("FFSFF", breaker, ticker);

            assertThat(breaker.state()).isEqualTo(State.CLOSED);
            assertThat(breaker.snapshot().consecutiveFailures()).isEqualTo(2);
        }

        @Test
        void isNeitherEndedNorContinuedByAnIgnoredCall() {
            Calls.play("FFi", breaker, ticker);
            assertThat(breaker.state()).isEqualTo(State.CLOSED);
            Calls.fail(breaker, 1);

            assertThat(breaker.state()).isEqualTo(State.OPEN);
        }

        @Test
        void isNotLimitedByTheWindow() {
            Breaker small =
                    breaker(
                            BreakerConfig.builder()
                                    .slidingWindowSize(1)
                                    .consecutiveFailuresThreshold(3));
            for (int i = 0; i < 3; i++) {
                ticker.advance(Duration.ofHours(1));
                Calls.fail(small, 1);
            }

            assertThat(small.state()).isEqualTo(State.OPEN);
        }
    }

    /** All five rules hold after the third call, if their thresholds let them. */
    @ParameterizedTest
    @CsvSource({
        "60, 90, 2, 2, failure rate 66.67 %",
        "99, 90, 2, 2, slow-call rate 100 %",
        "99,100, 2, 2, slow-call rate 100 %",
        "99,  0, 2, 2, failure count 2",
        "99,  0, 0, 2, 2 consecutive failures",
        "99,  0, 0, 0, the custom rule holds",
    })
    void givesTheFirstRuleThatHoldsAsTheReason(
            double failureRate, double slowRate, int failures, int inARow, String reason) {
        Breaker breaker =
                breaker(
                        lastCalls(3)
                                .failureRateThreshold(failureRate)
                                .slowCallDurationThreshold(slowRate == 0 ? Duration.ZERO : SLOW)
                                .slowCallRateThreshold(slowRate == 0 ? 100 : slowRate)
                                .failureCountThreshold(failures)
                                .consecutiveFailuresThreshold(inARow)
                                .tripWhen(now -> now.bufferedCalls() == 3));

        Calls.play("sff", breaker, ticker);

        assertThat(breaker.snapshot().tripReason()).startsWith(reason);
    }

    private Breaker breaker(BreakerConfig.Builder settings) {
        return Breaker.of("inventory", settings.build(), ticker);
    }

    private static BreakerConfig.Builder lastCalls(int calls) {
        return BreakerConfig.builder()
                .slidingWindowType(WindowType.COUNT_BASED)
                .slidingWindowSize(calls);
    }

    private static void assertTripped(Breaker breaker, String reason) {
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.snapshot().tripReason())
                .matches(
                        Pattern.quote(reason)
                                + "(; (the latest 32 )?failures: \\d+ x java.lang.IllegalStateException)?");
    }
}
