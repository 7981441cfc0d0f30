package dev.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures as they are; {@link Snapshot} says what each is. */
record SnapshotValues(
        Stay stay,
        Counts counts,
        Rates rates,
        InARow inARow,
        Lifetime lifetime,
        @Nullable Snapshot rehearsal,
        @Nullable Snapshot candidate)
        implements Snapshot {

    static Snapshot of(Phase phase, Counts counts, InARow inARow, Totals totals, long now) {
        Lifetime lifetime = Lifetime.of(totals, phase.counted);
        return new SnapshotValues(
                Stay.in(phase, lifetime.notPermitted(), now),
                counts,
                Rates.of(counts, phase),
                inARow,
                lifetime,
                played(phase.ownRehearsal()),
                played(phase.rules.candidate));
    }

    private static @Nullable Snapshot played(@Nullable Rehearsal rehearsal) {
        return rehearsal == null ? null : rehearsal.snapshot();
    }

    @Override
    public State state() {
        return stay.state();
    }

    @Override
    public Instant since() {
        return stay.since();
    }

    @Override
    public Map<State, Duration> timeInStates() {
        return stay.timeInStates();
    }

    @Override
    public long openings() {
        return stay.openings();
    }

    @Override
    public long shedCalls() {
        return stay.shed();
    }

    @Override
    public double failureRate() {
        return rates.failures();
    }

    @Override
    public double slowCallRate() {
        return rates.slowCalls();
    }

    @Override
    public int bufferedCalls() {
        return Counts.capped(counts.calls());
    }

    @Override
    public int failedCalls() {
        return Counts.capped(counts.failed());
    }

    @Override
    public int slowCalls() {
        return Counts.capped(counts.slow());
    }

    @Override
    public int slowFailedCalls() {
        return Counts.capped(counts.slowFailed());
    }

    @Override
    public long totalSuccessfulCalls() {
        return lifetime.successful();
    }

    @Override
    public long totalFailedCalls() {
        return lifetime.failed();
    }

    @Override
    public long totalIgnoredCalls() {
        return lifetime.ignored();
    }

    @Override
    public long totalSlowCalls() {
        return lifetime.slow();
    }

    @Override
    public long notPermittedCalls() {
        return lifetime.notPermitted();
    }

    @Override
    public long lateCalls() {
        return lifetime.late();
    }

    @Override
    public @Nullable Long inFlightCalls() {
        return lifetime.inFlight();
    }

    @Override
    public long rehearsedOpenings() {
        return lifetime.rehearsedOpenings();
    }

    @Override
    public long rehearsedNotPermittedCalls() {
        return lifetime.rehearsedRejections();
    }

    @Override
    public Duration totalSuccessfulTime() {
        return lifetime.successfulTime();
    }

    @Override
    public Duration totalFailedTime() {
        return lifetime.failedTime();
    }

    @Override
    public Duration totalIgnoredTime() {
        return lifetime.ignoredTime();
    }

    @Override
    public long consecutiveSuccesses() {
        return inARow.successes();
    }

    @Override
    public long consecutiveFailures() {
        return inARow.failures();
    }

    @Override
    public @Nullable Failure lastFailure() {
        return stay.lastFailure();
    }

    @Override
    public @Nullable String tripReason() {
        Outage outage = stay.outage();
        return outage == null ? null : outage.reason();
    }

    @Override
    public @Nullable Evidence tripEvidence() {
        Outage outage = stay.outage();
        return outage == null ? null : outage.cause().evidence();
    }

    @Override
    public @Nullable Duration timeToNextProbe() {
        return stay.timeToNextProbe();
    }

    @Override
    public @Nullable Intervention intervention() {
        return stay.intervention();
    }

    @Override
    public @Nullable Instant interventionAt() {
        return stay.interventionAt();
    }

    @Override
    public @Nullable Duration revertsIn() {
        return stay.revertsIn();
    }
}
