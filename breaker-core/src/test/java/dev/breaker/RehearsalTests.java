package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The state machine that is played through beside a breaker, and never obeyed. */
class RehearsalTests {

    private static final Duration WAIT = Duration.ofSeconds(30);

    private final FakeTicker ticker = new FakeTicker();
    private final FakeAlarm alarm = new FakeAlarm();
    private final Breaker breaker = breaker(settings().initialState(State.METRICS_ONLY));
    private final List<String> rehearsed = new ArrayList<>();

    private static BreakerConfig.Builder settings() {
        return BreakerConfig.builder()
                .minimumNumberOfCalls(2)
                .waitDurationInOpenState(WAIT)
                .maxWaitDurationInHalfOpenState(WAIT)
                .permittedNumberOfCallsInHalfOpenState(1);
    }

    private Breaker breaker(BreakerConfig.Builder settings) {
        return Breaker.of("inventory", settings.build(), ticker, alarm, () -> 0.5);
    }

    private void listen(Breaker to) {
        to.addListener(
                new BreakerListener() {
                    @Override
                    public void onRehearsal(StateTransition move) {
                        rehearsed.add(move.from() + " -> " + move.to());
                    }

                    @Override
                    public void onCandidate(StateTransition move) {
                        rehearsed.add("candidate " + move.from() + " -> " + move.to());
                    }
                });
    }

    private static Snapshot rehearsal(Breaker of) {
        return Objects.requireNonNull(of.snapshot().rehearsal());
    }

    @Test
    void opensProbesAndClosesWhileEveryCallIsPermitted() {
        RecordingListener listener = RecordingListener.on(breaker);
        listen(breaker);

        Calls.play("FFSF", breaker, ticker); // two of them it would have rejected
        ticker.advance(WAIT);
        Calls.play("F", breaker, ticker); // the probe
        Calls.play("S", breaker, ticker);
        ticker.advance(WAIT);
        Calls.play("S", breaker, ticker);

        assertThat(rehearsed)
                .containsExactly(
                        "CLOSED -> OPEN",
                        "OPEN -> HALF_OPEN",
                        "HALF_OPEN -> OPEN",
                        "OPEN -> HALF_OPEN",
                        "HALF_OPEN -> CLOSED");
        Snapshot snapshot = breaker.snapshot();
        assertThat(snapshot.state()).isEqualTo(State.METRICS_ONLY);
        assertThat(snapshot.notPermittedCalls()).isZero();
        assertThat(snapshot.totalFailedCalls()).isEqualTo(4);
        assertThat(snapshot.totalSuccessfulCalls()).isEqualTo(3);
        assertThat(snapshot.openings()).isZero();
        assertThat(snapshot.bufferedCalls()).isPositive();
        assertThat(snapshot.rehearsedOpenings()).isEqualTo(2);
        assertThat(snapshot.rehearsedNotPermittedCalls()).isEqualTo(3);
        assertThat(rehearsal(breaker).notPermittedCalls()).isEqualTo(3);
        assertThat(rehearsal(breaker).totalFailedCalls()).isEqualTo(3); // not the rejected one
        assertThat(listener.transitions()).isEmpty();
    }

    @Test
    void saysWhyItWouldHaveOpened() {
        Calls.play("FF", breaker, ticker);

        assertThat(rehearsal(breaker).tripReason()).contains("failure rate 100 % reached");
        assertThat(rehearsal(breaker).timeToNextProbe()).isEqualTo(WAIT);
        assertThat(breaker.snapshot().tripReason()).isNull();
    }

    @Test
    void endsWithMetricsOnlyWhereasItsFiguresStay() {
        listen(breaker);
        Permit underWay = breaker.acquire();
        Calls.play("F", breaker, ticker);

        breaker.close();
        underWay.failed(new IllegalStateException());

        assertThat(breaker.snapshot().rehearsal()).isNull();
        assertThat(rehearsed).isEmpty(); // the late failure would have tripped it
        assertThat(breaker.snapshot().rehearsedOpenings()).isZero();
    }

    @Test
    void bringsAboutWhatTimeDoesBeforeItEnds() {
        breaker.metricsOnly(Intervention.UNEXPLAINED.lasting(WAIT.multipliedBy(3)));
        Calls.play("FF", breaker, ticker);
        ticker.advance(WAIT);
        breaker.acquire(); // a probe whose lease ends a wait later

        ticker.advance(WAIT.multipliedBy(5)); // nobody looks

        assertThat(breaker.snapshot().rehearsedOpenings()).isEqualTo(2);
    }

    @Test
    void beginsWithTheStateThoughNobodyLooked() {
        breaker.disable(Intervention.UNEXPLAINED.lasting(WAIT));

        ticker.advance(WAIT.multipliedBy(2));

        assertThat(rehearsal(breaker).timeInStates()).containsEntry(State.CLOSED, WAIT);
    }

    @Test
    void ofACandidateRunsBesideTheLiveSettings() {
        Breaker live = breaker(settings().failureRateThreshold(100));
        listen(live);
        BreakerConfig candidate =
                settings().failureRateThreshold(20).initialState(State.FORCED_OPEN).build();

        live.rehearse(candidate);
        Calls.play("SFSS", live, ticker);

        Snapshot snapshot = live.snapshot();
        assertThat(snapshot.state()).isEqualTo(State.CLOSED);
        assertThat(live.candidate()).isSameAs(candidate); // as it was given
        assertThat(snapshot.candidate()).extracting(Snapshot::state).isEqualTo(State.OPEN);
        assertThat(snapshot.rehearsal()).isNull();
        assertThat(snapshot.rehearsedNotPermittedCalls()).isEqualTo(2);
        assertThat(rehearsed).containsExactly("candidate CLOSED -> OPEN");
        live.endRehearsal();
        assertThat(live.candidate()).isNull();
        assertThat(live.snapshot().candidate()).isNull();
        assertThat(live.snapshot().rehearsedOpenings()).isEqualTo(1); // for life
    }

    @Test
    void countsOnceWhatBothWouldHaveRejected() {
        listen(breaker);
        breaker.rehearse(settings().build());

        Calls.play("FFSSS", breaker, ticker);

        assertThat(breaker.snapshot().rehearsedOpenings()).isEqualTo(1);
        assertThat(breaker.snapshot().rehearsedNotPermittedCalls()).isEqualTo(3);
        assertThat(breaker.snapshot().candidate())
                .extracting(Snapshot::openings, Snapshot::notPermittedCalls)
                .containsExactly(1L, 3L);
        assertThat(rehearsed)
                .containsExactlyInAnyOrder("CLOSED -> OPEN", "candidate CLOSED -> OPEN");
    }

    @Test
    void countsWhatACandidateRejectsOnceMetricsOnlyIsOver() {
        breaker.rehearse(settings().build());
        Calls.play("FFS", breaker, ticker);

        breaker.close();
        Calls.play("SS", breaker, ticker);

        assertThat(breaker.snapshot().rehearsedOpenings()).isEqualTo(1);
        assertThat(breaker.snapshot().rehearsedNotPermittedCalls()).isEqualTo(3);
    }

    /** Here nobody has looked since METRICS_ONLY was entered, because an order was over. */
    @Test
    void doesNotCountForACandidateOnceTimeHasBroughtMetricsOnly() {
        Breaker live = breaker(settings());
        live.rehearse(settings().consecutiveFailuresThreshold(1).build());
        Permit underWay = live.acquire();
        live.metricsOnly(Intervention.UNEXPLAINED.lasting(WAIT.multipliedBy(9)));
        live.forceOpen(Intervention.UNEXPLAINED.lasting(WAIT));
        ticker.advance(WAIT.multipliedBy(2));

        underWay.failed(new IllegalStateException()); // late for the breaker, not for the candidate

        assertThat(live.snapshot().candidate()).extracting(Snapshot::openings).isEqualTo(1L);
        assertThat(live.snapshot().rehearsedOpenings()).isZero();
    }

    @Test
    void isNotToldOfAnyMoreOnceTheCandidateIsForgotten() {
        Breaker live = breaker(settings());
        listen(live);
        live.rehearse(settings().build());
        Permit underWay = live.acquire();
        Calls.play("F", live, ticker);

        live.endRehearsal();
        underWay.failed(new IllegalStateException()); // late, it would have tripped the candidate

        assertThat(rehearsed).isEmpty();
        assertThat(live.snapshot().rehearsedOpenings()).isZero();
    }

    @Test
    void ofACandidateGoesOnThroughStatesAndSettings() {
        Breaker live = breaker(settings());
        live.rehearse(settings().failureRateThreshold(100).build());

        Calls.play("SF", live, ticker);
        live.close();
        live.reconfigure(settings().minimumNumberOfCalls(5).build());
        Calls.play("S", live, ticker);

        assertThat(live.snapshot().candidate()).extracting(Snapshot::bufferedCalls).isEqualTo(3);
    }

    @Test
    void ofACandidateJudgesSlowCallsWhereTheLiveSettingsDoNot() {
        Breaker live = breaker(settings());

        live.rehearse(settings().slowCallDurationThreshold(WAIT).build());
        Calls.succeedAfter(WAIT, live, ticker);

        assertThat(live.snapshot().candidate()).extracting(Snapshot::slowCalls).isEqualTo(1);
        assertThat(live.snapshot().slowCalls()).isZero();
    }

    /** A listener of the breaker, or a predicate, may take its time. */
    @Test
    void measuresACallAsTheBreakerDoes() {
        breaker.reconfigure(settings().slowCallDurationThreshold(WAIT).build());
        breaker.addListener(
                new BreakerListener() {
                    @Override
                    public void onOutcome(CallOutcome outcome) {
                        ticker.advance(WAIT);
                    }
                });

        Calls.play("SF", breaker, ticker);

        assertThat(rehearsal(breaker).slowCalls()).isZero();
    }

    /** Here the draw of the jitter, which only the rehearsal needs. */
    @Test
    void neverLetsAnExceptionOfItsOwnReachTheCaller() {
        Breaker broken =
                Breaker.of(
                        "inventory",
                        settings().initialState(State.METRICS_ONLY).build(),
                        ticker,
                        alarm,
                        () -> {
                            throw new StackOverflowError("in a rehearsal");
                        });

        assertThatCode(
                        () -> {
                            Calls.fail(broken, 3);
                            assertThat(broken.call(() -> "done")).isEqualTo("done");
                            broken.run(() -> {});
                        })
                .doesNotThrowAnyException();
        assertThat(broken.snapshot().totalFailedCalls()).isEqualTo(3);
        assertThat(broken.snapshot().totalSuccessfulCalls()).isEqualTo(2);
    }

    @Test
    void givesThePlaceOfACancelledProbeBackThereToo() {
        Calls.play("FF", breaker, ticker);
        ticker.advance(WAIT);

        breaker.acquire().cancel();
        Calls.play("S", breaker, ticker);

        assertThat(rehearsal(breaker).state()).isEqualTo(State.CLOSED);
    }

    @Test
    void doesNotHearOfCallsThatTheBreakerRejects() {
        Breaker live = breaker(settings());
        live.rehearse(settings().build());
        live.forceOpen();

        live.tryAcquire();

        assertThat(live.snapshot().rehearsedNotPermittedCalls()).isZero();
    }
}
