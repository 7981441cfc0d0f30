package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What operators say when they act, and orders that end by themselves. */
class InterventionTests {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Intervention MIGRATION =
            Intervention.because("migration").by("ann").lasting(TEN_MINUTES);

    private final FakeTicker ticker = new FakeTicker();
    private final FakeAlarm alarm = new FakeAlarm();
    private final Breaker breaker = breaker(BreakerConfig.builder().minimumNumberOfCalls(1));
    private final RecordingListener listener = RecordingListener.on(breaker);

    @Test
    void isShownWithItsEnd() {
        breaker.forceOpen(MIGRATION);
        ticker.advance(Duration.ofMinutes(3));

        Snapshot snapshot = breaker.snapshot();
        assertThat(snapshot.intervention()).isEqualTo(MIGRATION);
        assertThat(snapshot.interventionAt()).isEqualTo(snapshot.since());
        assertThat(snapshot.revertsIn()).isEqualTo(Duration.ofMinutes(7));
        assertThat(snapshot.timeToNextProbe()).isEqualTo(Duration.ofMinutes(7));
        assertThat(listener.transitions().get(0).intervention()).isEqualTo(MIGRATION);
        assertThat(listener.transitions().get(0).reason())
                .isEqualTo("forced open by ann for 10m: migration");
        assertThatThrownBy(breaker::acquire)
                .hasMessageContaining("forced open by ann for 10m: migration")
                .hasMessageEndingWith("it ends in PT7M");
    }

    @Test
    void endsByItselfAndSaysSo() {
        breaker.forceOpen(MIGRATION);

        ticker.advance(TEN_MINUTES.minusNanos(1));
        assertThat(breaker.state()).isEqualTo(State.FORCED_OPEN);
        ticker.advance(Duration.ofMinutes(5));

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        StateTransition end = listener.transitions().get(1);
        assertThat(end.reason())
                .isEqualTo("an order is over: forced open by ann for 10m: migration");
        assertThat(end.evidence().trigger()).isEqualTo(Trigger.ORDER_OVER);
        assertThat(end.openFor()).isEqualTo(TEN_MINUTES); // dated to when it was due
        assertThat(breaker.snapshot().intervention()).isNull();
        assertThat(breaker.snapshot().revertsIn()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"FORCED_OPEN", "DISABLED", "METRICS_ONLY"})
    void isOverForTheCallThatComesNext(State ordered) {
        order(ordered, MIGRATION);
        ticker.advance(TEN_MINUTES);

        Calls.fail(breaker, 1);

        assertThat(breaker.state()).isEqualTo(State.OPEN); // it was closed, and counted that call
    }

    @ParameterizedTest
    @EnumSource(names = {"FORCED_OPEN", "DISABLED", "METRICS_ONLY"})
    void isAnnouncedAsOverThoughNobodyLooks(State ordered) {
        order(ordered, MIGRATION);

        ticker.advance(TEN_MINUTES.minusNanos(2));
        alarm.ring();
        assertThat(listener.moves()).hasSize(1);
        ticker.advanceNanos(2);
        alarm.ring();

        assertThat(listener.moves()).hasSize(2).last().isEqualTo(ordered + " -> CLOSED");
        assertThat(alarm.pending()).isEmpty();
    }

    @Test
    void returnsToAProbeWhereTheBreakerWasOpen() {
        Calls.fail(breaker, 1);

        breaker.forceOpen(MIGRATION);
        ticker.advance(TEN_MINUTES);

        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        assertThat(breaker.snapshot().openings()).isEqualTo(1);
    }

    @Test
    void doesNotForgetTheBackoff() {
        Breaker growing =
                breaker(
                        BreakerConfig.builder()
                                .minimumNumberOfCalls(1)
                                .waitDurationInOpenState(Duration.ofSeconds(10))
                                .enableExponentialBackoff(true));
        Calls.fail(growing, 1);

        growing.forceOpen(MIGRATION);
        ticker.advance(TEN_MINUTES);
        Calls.fail(growing, 2);

        assertThat(growing.snapshot().timeToNextProbe()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void returnsToAnOrderThatLastsLonger() {
        breaker.forceOpen(Intervention.because("outage"));

        breaker.disable(MIGRATION);
        ticker.advance(TEN_MINUTES);

        assertThat(breaker.state()).isEqualTo(State.FORCED_OPEN);
        assertThat(breaker.snapshot().intervention()).isEqualTo(Intervention.because("outage"));
        assertThat(breaker.snapshot().tripReason()).isEqualTo("forced open by an operator: outage");
    }

    @Test
    void doesNotReturnToAnOrderThatIsOverBefore() {
        breaker.forceOpen(MIGRATION);
        breaker.disable(Intervention.UNEXPLAINED.lasting(Duration.ofHours(1)));

        ticker.advance(Duration.ofHours(2));

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(listener.moves())
                .containsExactly(
                        "CLOSED -> FORCED_OPEN", "FORCED_OPEN -> DISABLED", "DISABLED -> CLOSED");
        assertThat(breaker.snapshot().timeInStates())
                .containsEntry(State.DISABLED, Duration.ofHours(1))
                .containsEntry(State.CLOSED, Duration.ofHours(1));
    }

    @Test
    void takesThePlaceOfTheOneBeforeInTheSameState() {
        breaker.metricsOnly(MIGRATION);
        Permit before = breaker.acquire();
        ticker.advance(Duration.ofMinutes(9));

        breaker.metricsOnly(Intervention.because("longer").lasting(TEN_MINUTES));
        before.succeeded();

        assertThat(breaker.snapshot().bufferedCalls()).isEqualTo(1); // no new generation
        ticker.advance(Duration.ofMinutes(9));
        assertThat(breaker.snapshot().revertsIn()).isEqualTo(Duration.ofMinutes(1));
        assertThat(listener.moves()).hasSize(1);
        ticker.advance(Duration.ofMinutes(1));
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void becomesEndlessWhereSomebodyActsWithoutADuration() {
        breaker.disable(MIGRATION);

        breaker.disable();
        ticker.advance(TEN_MINUTES);

        assertThat(breaker.state()).isEqualTo(State.DISABLED);
        assertThat(breaker.snapshot().revertsIn()).isNull();
    }

    @Test
    void endsWithEveryOtherAction() {
        for (Runnable action : new Runnable[] {breaker::close, breaker::reset, breaker::halfOpen}) {
            breaker.forceOpen(MIGRATION);

            action.run();
            State then = breaker.state();
            ticker.advance(TEN_MINUTES);

            assertThat(breaker.state()).isEqualTo(then).isNotEqualTo(State.FORCED_OPEN);
            assertThat(breaker.snapshot().intervention()).isNull();
        }
    }

    @Test
    void mayLastForEver() {
        breaker.disable(Intervention.UNEXPLAINED.lasting(RandomConfig.FOREVER));

        ticker.advance(Duration.ofDays(365 * 200));

        assertThat(breaker.state()).isEqualTo(State.DISABLED);
        assertThat(breaker.snapshot().revertsIn()).isPositive();
    }

    @Test
    void returnsToTheConfiguredStateWhereThatIsTheSame() {
        Breaker off = breaker(BreakerConfig.builder().initialState(State.FORCED_OPEN));

        off.forceOpen(MIGRATION);
        ticker.advance(TEN_MINUTES);

        assertThat(off.state()).isEqualTo(State.FORCED_OPEN);
        assertThat(off.snapshot().intervention()).isNull();
    }

    @Test
    void onlyLastsInStatesThatDoNotEndByThemselves() {
        assertThatThrownBy(() -> breaker.close(MIGRATION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lasting (PT10M) is only for");
        assertThatThrownBy(() -> breaker.halfOpen(MIGRATION)).hasMessageContaining("lasting");
        assertThatThrownBy(() -> breaker.reset(MIGRATION)).hasMessageContaining("lasting");
        assertThatThrownBy(() -> MIGRATION.lasting(Duration.ZERO)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> MIGRATION.lasting(Duration.ofSeconds(-1)))
                .hasMessageContaining("longer than zero");
    }

    private void order(State ordered, Intervention what) {
        switch (ordered) {
            case FORCED_OPEN -> breaker.forceOpen(what);
            case DISABLED -> breaker.disable(what);
            default -> breaker.metricsOnly(what);
        }
    }

    private Breaker breaker(BreakerConfig.Builder settings) {
        return Breaker.of("inventory", settings.build(), ticker, alarm, () -> 0.5);
    }
}
