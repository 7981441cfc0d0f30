package dev.breaker.spring.endpoint;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.Evidence;
import dev.breaker.Failure;
import dev.breaker.Snapshot;
import dev.breaker.State;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.BreakerStatus;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.RehearsalView;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts together what is known of one breaker. */
final class Describer {

    private final Breakers breakers;
    private final BreakerEvents events;
    private final @Nullable BreakerFamilies families;
    private final boolean withMessages;

    Describer(
            Breakers breakers,
            BreakerEvents events,
            @Nullable BreakerFamilies families,
            boolean withMessages) {
        this.breakers = breakers;
        this.events = events;
        this.families = families;
        this.withMessages = withMessages;
    }

    BreakerDetails details(Breaker breaker) {
        Snapshot snapshot = breaker.snapshot();
        Failure last = snapshot.lastFailure();
        Evidence evidence = snapshot.tripEvidence();
        return new BreakerDetails(
                breaker.name(),
                BreakerStatus.of(breaker, snapshot),
                snapshot.totalSlowCalls(),
                snapshot.consecutiveSuccesses(),
                snapshot.consecutiveFailures(),
                last == null ? null : FailureView.of(last, withMessages),
                evidence == null ? null : EvidenceView.of(evidence, withMessages),
                inMillis(snapshot.timeInStates()),
                events.events(breaker, Set.of(EventType.TRANSITION)).stream()
                        .map(TransitionView::of)
                        .toList(),
                events.events(breaker, Set.of(EventType.FAILURE)).stream()
                        .map(FailureView::of)
                        .toList(),
                keysOf(breaker),
                candidate(breaker, snapshot),
                EffectiveSettings.of(breaker.config(), breakers.settings(breaker.name())));
    }

    private static Map<State, Duration> inMillis(Map<State, Duration> times) {
        Map<State, Duration> inMillis = new EnumMap<>(State.class);
        times.forEach((state, time) -> inMillis.put(state, time.truncatedTo(ChronoUnit.MILLIS)));
        return inMillis;
    }

    private @Nullable List<KeyView> keysOf(Breaker breaker) {
        return families == null
                ? null
                : families.find(breaker.name())
                        .map(family -> family.keys().stream().map(KeyView::of).toList())
                        .orElse(null);
    }

    private @Nullable CandidateView candidate(Breaker breaker, Snapshot snapshot) {
        BreakerConfig candidate = breaker.candidate();
        Snapshot rehearsal = snapshot.candidate();
        return candidate == null || rehearsal == null
                ? null
                : new CandidateView(
                        EffectiveSettings.different(breaker.config(), candidate),
                        null,
                        null,
                        null,
                        RehearsalView.of(rehearsal));
    }
}
