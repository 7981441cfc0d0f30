package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Settings that are replaced while calls are kept away. */
class ReconfigurationOfOutagesTests {

    private static final Duration WAIT = Duration.ofSeconds(30);

    private final FakeTicker ticker = new FakeTicker();
    private final FakeAlarm alarm = new FakeAlarm();
    private final Iterator<Double> jitter = List.of(0.0, 1.0, 0.75).iterator();
    private final Breaker breaker = breaker(ticker);
    private final RecordingListener listener = RecordingListener.on(breaker);

    private Breaker breaker(Ticker time) {
        BreakerConfig config =
                BreakerConfig.builder()
                        .minimumNumberOfCalls(1)
                        .waitDurationInOpenState(WAIT)
                        .maxWaitDurationInHalfOpenState(WAIT)
                        .permittedNumberOfCallsInHalfOpenState(3)
                        .failureRateThreshold(60)
                        .waitDurationFromFailure(BackendFailure::readWait)
                        .build();
        return Breaker.of("inventory", config, time, alarm, jitter::next);
    }

    private BreakerConfig.Builder changed() {
        return breaker.config().toBuilder();
    }

    @Nested
    class Open {

        @Test
        void lastsAsLongAsItWouldHaveWithTheseFromTheBeginning() {
            Calls.fail(breaker, 1);
            ticker.advance(Duration.ofSeconds(10));

            breaker.reconfigure(changed().waitDurationInOpenState(WAIT.multipliedBy(2)).build());

            assertThat(breaker.snapshot().timeToNextProbe()).isEqualTo(Duration.ofSeconds(50));
            assertThat(breaker.snapshot().openings()).isEqualTo(1);
        }

        /** What was seen is not denied afterwards. */
        @Test
        void isOverNowWhereItWouldHaveBeenOverBefore() {
            Calls.fail(breaker, 1);
            ticker.advance(Duration.ofSeconds(20));
            assertThat(breaker.state()).isEqualTo(State.OPEN);

            breaker.reconfigure(changed().waitDurationInOpenState(Duration.ofSeconds(5)).build());

            assertThat(listener.moves()).endsWith("OPEN -> HALF_OPEN"); // though nobody looked
            assertThat(breaker.snapshot().timeInStates())
                    .containsEntry(State.OPEN, Duration.ofSeconds(20));
        }

        @Test
        void drawsItsJitterOnce() {
            breaker.reconfigure(
                    changed().enableRandomizedWait(true).randomizedWaitFactor(0.5).build());
            Calls.fail(breaker, 1);
            assertThat(breaker.snapshot().timeToNextProbe()).isEqualTo(WAIT.dividedBy(2));

            breaker.countInFlight();
            breaker.rehearse(breaker.config());
            breaker.reconfigure(changed().failureRateThreshold(70).build());

            assertThat(breaker.snapshot().timeToNextProbe()).isEqualTo(WAIT.dividedBy(2));
        }

        @Test
        void keepsTheWaitThatAFailureAskedFor() {
            Calls.fail(breaker, new BackendFailure("busy", Duration.ofSeconds(3)));

            breaker.reconfigure(changed().waitDurationInOpenState(WAIT.multipliedBy(2)).build());

            assertThat(breaker.snapshot().timeToNextProbe()).isEqualTo(Duration.ofSeconds(3));
        }

        @Test
        void isAnnouncedOnTimeFromThenOn() {
            Calls.fail(breaker, 1);
            assertThat(alarm.pending()).isEmpty();

            breaker.reconfigure(
                    changed().automaticTransitionFromOpenToHalfOpenEnabled(true).build());
            ticker.advance(WAIT);
            alarm.ring();

            assertThat(listener.moves()).endsWith("OPEN -> HALF_OPEN");
            assertThat(alarm.pending()).isEmpty();
        }

        @Test
        void isAnnouncedWhenTheLatestSettingsSay() {
            breaker.reconfigure(
                    changed().automaticTransitionFromOpenToHalfOpenEnabled(true).build());
            Calls.fail(breaker, 1);
            breaker.reconfigure(changed().waitDurationInOpenState(WAIT.multipliedBy(2)).build());

            ticker.advance(WAIT);
            alarm.ring(); // both
            assertThat(listener.moves()).hasSize(1);
            ticker.advance(WAIT);
            alarm.ring();

            assertThat(listener.moves()).hasSize(2);
            assertThat(alarm.pending()).isEmpty();
        }
    }

    @Nested
    class HalfOpen {

        @Test
        void keepsItsPlacesAndWhatTheyBrought() {
            breaker.halfOpen();
            Permit underWay = breaker.acquire();
            Calls.succeed(breaker, 1);

            breaker.reconfigure(changed().permittedNumberOfCallsInHalfOpenState(10).build());

            assertThat(breaker.snapshot().bufferedCalls()).isEqualTo(1);
            Permit last = breaker.acquire();
            assertThat(breaker.tryAcquire()).isNull(); // three in all
            underWay.succeeded();
            last.succeeded();
            assertThat(breaker.state()).isEqualTo(State.CLOSED);
        }

        @Test
        void isDecidedByTheNewThresholdsWhenTheNextProbeEnds() {
            breaker.halfOpen();
            Calls.fail(breaker, 1); // of three: not yet 60 %

            breaker.reconfigure(changed().failureRateThreshold(30).build());
            assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
            Calls.succeed(breaker, 1);

            assertThat(breaker.state()).isEqualTo(State.OPEN);
        }

        @Test
        void isNotDecidedByAReconfigurationAlone() {
            breaker.halfOpen();
            Calls.play("FS", breaker, ticker);

            breaker.reconfigure(changed().failureRateThreshold(90).build());
            assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
            Calls.succeed(breaker, 1);

            assertThat(breaker.state()).isEqualTo(State.CLOSED);
        }

        @Test
        void hasTheNewLeaseFromTheFirstProbeOn() {
            breaker.halfOpen();
            Permit probe = breaker.acquire();
            ticker.advance(Duration.ofSeconds(20));

            breaker.reconfigure(
                    changed().maxWaitDurationInHalfOpenState(WAIT.multipliedBy(2)).build());
            ticker.advance(Duration.ofSeconds(39));
            assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
            breaker.reconfigure(changed().maxWaitDurationInHalfOpenState(WAIT).build());

            assertThat(listener.moves()).endsWith("HALF_OPEN -> OPEN");
            assertThat(breaker.snapshot().timeInStates())
                    .containsEntry(State.HALF_OPEN, Duration.ofSeconds(59));
            probe.succeeded();
            assertThat(breaker.snapshot().lateCalls()).isEqualTo(1);
        }

        /** Staged by a clock that is read between the look at the phase and the outcome. */
        @Test
        void keepsThePlaceOfAnOutcomeThatTheNewLeaseSaves() {
            AtomicReference<Runnable> onReading = new AtomicReference<>();
            Ticker staged =
                    () -> {
                        Runnable action = onReading.getAndSet(null);
                        if (action != null) {
                            action.run();
                        }
                        return ticker.read();
                    };
            Breaker probed = breaker(staged);
            probed.halfOpen();
            Permit probe = probed.acquire();
            BreakerConfig patient =
                    probed.config().toBuilder()
                            .maxWaitDurationInHalfOpenState(Duration.ZERO)
                            .build();
            onReading.set(
                    () -> {
                        probed.reconfigure(patient);
                        ticker.advance(WAIT);
                    });

            probe.failed(new BackendFailure("no. 1"));

            assertThat(probed.state()).isEqualTo(State.HALF_OPEN);
            assertThat(probed.snapshot().bufferedCalls()).isEqualTo(1);
            assertThat(probed.snapshot().lateCalls()).isZero();
        }
    }
}
