package dev.breaker;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be compared between a breaker and its model; NaN equals NaN here. */
record Figures(
        State state,
        Counts held,
        double failureRate,
        double slowCallRate,
        long consecutiveFailures,
        long consecutiveSuccesses,
        Lifetime lifetime,
        Map<State, Duration> timeInStates,
        long shed,
        @Nullable String lastFailure,
        @Nullable Reason tripReason,
        @Nullable Duration timeToNextProbe,
        @Nullable Intervention intervention,
        @Nullable Duration revertsIn,
        Rehearsed rehearsed) {

    /** The totals. */
    record Lifetime(
            long successful,
            long failed,
            long ignored,
            long slow,
            long notPermitted,
            long late,
            long openings,
            @Nullable Long inFlight) {}

    /** What is played through beside it. */
    record Rehearsed(
            long openings, long notPermitted, @Nullable Figures own, @Nullable Figures candidate) {}

    static Figures of(Snapshot snapshot) {
        return new Figures(
                snapshot.state(),
                new Counts(
                        snapshot.bufferedCalls(),
                        snapshot.failedCalls(),
                        snapshot.slowCalls(),
                        snapshot.slowFailedCalls()),
                snapshot.failureRate(),
                snapshot.slowCallRate(),
                snapshot.consecutiveFailures(),
                snapshot.consecutiveSuccesses(),
                new Lifetime(
                        snapshot.totalSuccessfulCalls(),
                        snapshot.totalFailedCalls(),
                        snapshot.totalIgnoredCalls(),
                        snapshot.totalSlowCalls(),
                        snapshot.notPermittedCalls(),
                        snapshot.lateCalls(),
                        snapshot.openings(),
                        snapshot.inFlightCalls()),
                snapshot.timeInStates(),
                snapshot.shedCalls(),
                textOf(snapshot.lastFailure()),
                Reason.of(snapshot.tripReason()),
                snapshot.timeToNextProbe(),
                snapshot.intervention(),
                snapshot.revertsIn(),
                new Rehearsed(
                        snapshot.rehearsedOpenings(),
                        snapshot.rehearsedNotPermittedCalls(),
                        ofPlayed(snapshot.rehearsal()),
                        ofPlayed(snapshot.candidate())));
    }

    private static @Nullable Figures ofPlayed(@Nullable Snapshot played) {
        return played == null ? null : of(played);
    }

    /** Only what differs, so that a failure can be read; empty if nothing does. */
    String differencesFrom(Figures actual) {
        return Stream.of(Figures.class.getRecordComponents())
                .filter(part -> !Objects.equals(read(part, this), read(part, actual)))
                .map(
                        part ->
                                "%s is %s, not %s"
                                        .formatted(
                                                part.getName(),
                                                read(part, actual),
                                                read(part, this)))
                .collect(Collectors.joining("; "));
    }

    private static @Nullable Object read(RecordComponent part, Figures from) {
        try {
            return part.getAccessor().invoke(from);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** A failure's message, by which each is known; "result" for a result that was one. */
    static @Nullable String textOf(@Nullable Failure failure) {
        if (failure == null) {
            return null;
        }
        return failure.message() != null ? failure.message() : failure.type();
    }
}
