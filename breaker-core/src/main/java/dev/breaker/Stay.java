package dev.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How it stands with a phase at one moment; {@link Snapshot} says what each is. */
record Stay(
        State state,
        Instant since,
        Map<State, Duration> timeInStates,
        long openings,
        long shed,
        @Nullable Outage outage,
        @Nullable Intervention intervention,
        @Nullable Instant interventionAt,
        @Nullable Duration revertsIn,
        @Nullable Duration timeToNextProbe,
        @Nullable Failure lastFailure) {

    static Stay in(Phase phase, long notPermitted, long now) {
        Past past = phase.entry.past().plus(phase.state, now - phase.since);
        Outage outage = phase.outage();
        Order order = phase.order();
        return new Stay(
                phase.state,
                phase.sinceInstant(),
                past.timeInStates(),
                past.openings(),
                outage == null ? 0 : Math.max(0, notPermitted - outage.notPermittedBefore()),
                outage,
                order == null ? null : order.intervention(),
                order == null ? null : order.at(),
                order == null ? null : known(order.nanosLeft(now)),
                known(phase.nanosToNextProbe(now)),
                phase.lastFailure());
    }

    private static @Nullable Duration known(long nanos) {
        return nanos < 0 ? null : Duration.ofNanos(nanos);
    }
}
