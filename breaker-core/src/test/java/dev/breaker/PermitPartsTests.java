package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call whose answer comes in parts, and one whose caller knows what it was. */
class PermitPartsTests {

    private static final Duration SLOW = Duration.ofSeconds(1);

    private final FakeTicker ticker = new FakeTicker();
    private final List<Object> asked = new ArrayList<>();
    private final Breaker breaker = Breaker.of("inventory", config(SLOW), ticker);

    private BreakerConfig config(Duration slow) {
        return BreakerConfig.builder()
                .slowCallDurationThreshold(slow)
                .recordResult(
                        part -> {
                            asked.add(part);
                            return "broken".equals(part);
                        })
                .recordExceptions(IOException.class)
                .ignoreExceptions(IllegalArgumentException.class)
                .build();
    }

    @Nested
    class InParts {

        @Test
        void lastsUntilTheFirstOfThem() {
            Permit quick = breaker.acquire();
            Permit slow = breaker.acquire();

            ticker.advance(SLOW.minusNanos(1));
            quick.received("first");
            ticker.advance(Duration.ofNanos(1));
            slow.received("first");
            ticker.advance(SLOW);
            quick.received("second");
            slow.received("second");
            quick.succeeded();
            slow.succeeded();

            assertThat(breaker.snapshot().totalSlowCalls()).isOne();
            assertThat(breaker.snapshot().totalSuccessfulCalls()).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(longs = {0, 1, 999, 1_000_000})
        void isMeasuredExactly(long nanos) {
            breaker.measureDurations();
            Permit permit = breaker.acquire();

            ticker.advance(Duration.ofNanos(nanos));
            permit.received(null);
            ticker.advance(Duration.ofHours(1));
            permit.succeeded();

            assertThat(breaker.snapshot().totalSuccessfulTime())
                    .hasNanos((int) nanos)
                    .hasSeconds(0);
        }

        @Test
        void isRecordedWhenItEnds() {
            Permit permit = breaker.acquire();
            permit.received("first");
            ticker.advance(Duration.ofMinutes(10));

            permit.succeeded();

            assertThat(breaker.snapshot().bufferedCalls()).as("in the window of now").isOne();
        }

        @Test
        void failsWithAPartThatCountsAsFailureHoweverItEnds() {
            Permit inTheMiddle = breaker.acquire();
            inTheMiddle.received("good");
            inTheMiddle.received("broken");
            inTheMiddle.received("good");
            assertThat(inTheMiddle.succeeded()).isEqualTo(Outcome.FAILURE);
            Permit atTheBeginning = breaker.acquire();
            atTheBeginning.received("broken");
            assertThat(atTheBeginning.completed("good")).isEqualTo(Outcome.FAILURE);

            assertThat(breaker.snapshot().totalFailedCalls()).isEqualTo(2);
        }

        @Test
        void hasNoVerdictWhereItIsCancelledOrIgnoredAfterAPartThatFailed() {
            Permit cancelled = breaker.acquire();
            cancelled.received("broken");
            cancelled.cancel();
            Permit ignored = breaker.acquire();
            ignored.received("broken");

            assertThat(ignored.failed(new IllegalArgumentException())).isEqualTo(Outcome.IGNORED);
            assertThat(breaker.snapshot().totalIgnoredCalls()).isEqualTo(2);
        }

        @Test
        void asksNothingOfAnAnswerThatHasOnlyBegun() {
            Permit permit = breaker.acquire();

            permit.received(null);
            permit.succeeded();

            assertThat(asked).isEmpty();
        }

        @Test
        void asksNoMoreOnceAPartHasFailed() {
            Permit permit = breaker.acquire();

            permit.received("broken");
            permit.received("good");

            assertThat(asked).containsExactly("broken");
        }

        @Test
        void hearsNothingAfterItsEnd() {
            Permit permit = breaker.acquire();
            permit.succeeded();

            permit.received("broken");

            assertThat(asked).isEmpty();
            assertThat(breaker.snapshot().totalFailedCalls()).isZero();
        }

        @Test
        void needsNoClockWhereNobodyWantsDurations() {
            Breaker untimed = Breaker.of("untimed", config(Duration.ZERO), ticker);
            Permit permit = untimed.acquire();
            permit.received("first");
            untimed.measureDurations();
            ticker.advance(SLOW);
            permit.succeeded();

            assertThat(untimed.snapshot().totalSuccessfulCalls()).isOne();
            assertThat(untimed.snapshot().totalSuccessfulTime()).isZero();
        }
    }

    @Nested
    class Known {

        @Test
        void isAFailureWhateverTheSettingsSay() {
            assertThat(breaker.acquire().recordFailure(new IllegalArgumentException()))
                    .isEqualTo(Outcome.FAILURE);
            assertThat(breaker.acquire().recordFailure(new IllegalStateException()))
                    .isEqualTo(Outcome.FAILURE);
            assertThat(breaker.snapshot().totalFailedCalls()).isEqualTo(2);
            assertThat(breaker.snapshot().lastFailure().type())
                    .isEqualTo(IllegalStateException.class.getName());
        }

        @Test
        void tripsAndAsksTheFailureHowLong() {
            Breaker patient =
                    Breaker.of(
                            "patient",
                            BreakerConfig.builder()
                                    .consecutiveFailuresThreshold(1)
                                    .waitDurationFromFailure(thrown -> Duration.ofSeconds(7))
                                    .build(),
                            ticker);

            patient.acquire().recordFailure(new IOException());

            assertThat(patient.snapshot().timeToNextProbe()).isEqualTo(Duration.ofSeconds(7));
        }

        @Test
        void countsOnce() {
            Permit permit = breaker.acquire();
            permit.recordFailure(new IOException());

            assertThat(permit.recordFailure(new IOException())).isEqualTo(Outcome.IGNORED);
            assertThat(breaker.snapshot().totalFailedCalls()).isOne();
        }

        @Test
        void isNotSpentByACauseThatIsMissing() {
            Permit permit = breaker.acquire();

            assertThatNullPointerException()
                    .isThrownBy(() -> permit.recordFailure(null))
                    .withMessage("cause");
            permit.succeeded();

            assertThat(breaker.snapshot().totalSuccessfulCalls()).isOne();
        }
    }
}
