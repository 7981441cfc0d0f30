package dev.breaker.spring.endpoint;

import static dev.breaker.spring.Calls.beRejected;
import static dev.breaker.spring.Calls.fail;
import static dev.breaker.spring.Calls.succeed;
import static dev.breaker.spring.Calls.succeedAfter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.State;
import dev.breaker.WindowType;
import dev.breaker.spring.FallbackOn;
import dev.breaker.spring.StarterSettings;
import dev.breaker.spring.TestBreakers;
import dev.breaker.spring.TestTime;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BreakerEventsTests {

    private static final Set<EventType> ALL = EnumSet.allOf(EventType.class);

    private final TestTime time = new TestTime();
    private final AtomicInteger clockReadings = new AtomicInteger();
    private final BreakerConfig config =
            BreakerConfig.builder()
                    .slidingWindowType(WindowType.COUNT_BASED)
                    .slidingWindowSize(50)
                    .ignoreExceptions(IllegalArgumentException.class)
                    .build();
    private final BreakerRegistry registry = BreakerRegistry.of(config, this::countedReading);
    private final TestBreakers settings =
            new TestBreakers(registry).with("inventory", keeping(3)).with("forgetful", keeping(0));
    private final BreakerEvents events = new BreakerEvents(registry, settings, false);
    private final Breaker inventory = registry.breaker("inventory");

    private long countedReading() {
        clockReadings.incrementAndGet();
        return time.read();
    }

    private static StarterSettings keeping(int events) {
        return new StarterSettings(FallbackOn.FAILURE, events, true, false);
    }

    private List<EventType> typesAt(Breaker breaker) {
        return events.events(breaker, ALL).stream().map(BreakerEvent::type).toList();
    }

    @Test
    void nothingListensThatNobodyAskedFor() {
        succeed(inventory);
        fail(inventory, new IllegalStateException());
        inventory.forceOpen();
        beRejected(inventory);

        assertThat(typesAt(inventory)).isEmpty();
    }

    @Test
    void recordingChangesCostsASuccessfulCallNoReadingOfTheClock() {
        events.recordChanges();
        clockReadings.set(0);

        succeed(inventory);

        assertThat(clockReadings).hasValue(0);
    }

    @Test
    void recordsTransitionsAndFailuresOnly() {
        events.recordChanges();

        succeed(inventory);
        fail(inventory, new IllegalStateException());
        fail(inventory, new IllegalArgumentException());
        inventory.forceOpen();
        beRejected(inventory);

        assertThat(typesAt(inventory)).containsExactly(EventType.FAILURE, EventType.TRANSITION);
    }

    @Test
    void recordsEveryEventOnceInTheOrderOfTime() {
        events.recordChanges();
        events.recordAll();
        events.recordAll();
        Breaker slow =
                registry.breaker(
                        "slow",
                        config.toBuilder()
                                .slowCallDurationThreshold(Duration.ofSeconds(1))
                                .build());

        succeed(inventory);
        fail(inventory, new IllegalStateException());
        succeedAfter(Duration.ofSeconds(2), time, slow);
        fail(inventory, new IllegalArgumentException());
        inventory.forceOpen();
        beRejected(inventory);

        assertThat(events.events(List.of(inventory, slow), ALL))
                .extracting(BreakerEvent::type)
                .containsExactly(
                        EventType.SUCCESS,
                        EventType.FAILURE,
                        EventType.SLOW_SUCCESS,
                        EventType.IGNORED,
                        EventType.TRANSITION,
                        EventType.NOT_PERMITTED);
    }

    @Test
    void aHundredSuccessesPushOutNoTransitionAndNoFailure() {
        events.recordAll();
        fail(inventory, new IllegalStateException());
        inventory.metricsOnly();

        for (int i = 0; i < 100; i++) {
            succeed(inventory);
        }

        assertThat(typesAt(inventory))
                .containsExactly(
                        EventType.FAILURE,
                        EventType.TRANSITION,
                        EventType.SUCCESS,
                        EventType.SUCCESS,
                        EventType.SUCCESS);
    }

    @Test
    void keepsTheNewestOfEachType() {
        events.recordChanges();
        inventory.forceOpen();
        inventory.disable();
        inventory.metricsOnly();
        inventory.close();

        assertThat(events.events(inventory, Set.of(EventType.TRANSITION)))
                .extracting(event -> ((EventFacts.Change) event.facts()).to())
                .containsExactly(State.DISABLED, State.METRICS_ONLY, State.CLOSED);
    }

    @Test
    void keepsNothingWhereTheBufferHasNoPlace() {
        events.recordAll();
        Breaker forgetful = registry.breaker("forgetful");

        succeed(forgetful);
        forgetful.forceOpen();

        assertThat(typesAt(forgetful)).isEmpty();
    }

    @Test
    void recordsBreakersThatComeLaterAndForgetsThoseThatGo() {
        events.recordChanges();
        Breaker late = registry.breaker("late");
        late.forceOpen();
        assertThat(typesAt(late)).containsExactly(EventType.TRANSITION);

        registry.remove("late");

        assertThat(typesAt(late)).isEmpty();
        assertThat(typesAt(registry.breaker("late"))).isEmpty();
    }

    @Test
    void keepsNoMessageUnlessAskedFor() {
        BreakerEvents talkative = new BreakerEvents(registry, settings, true);
        talkative.recordChanges();
        events.recordChanges();

        fail(inventory, new IllegalStateException("card 4711"));

        assertThat(ends(events))
                .extracting(EventFacts.CallEnd::exceptionMessage)
                .containsExactly((String) null);
        assertThat(ends(talkative))
                .extracting(EventFacts.CallEnd::exceptionMessage)
                .containsExactly("card 4711");
    }

    private List<EventFacts.CallEnd> ends(BreakerEvents events) {
        return events.events(inventory, Set.of(EventType.FAILURE)).stream()
                .map(event -> (EventFacts.CallEnd) event.facts())
                .toList();
    }

    @Test
    void tellsWhereAFailureCameFrom() {
        events.recordChanges();

        IllegalStateException failure = new IllegalStateException("card 4711");
        failure.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement("com.acme.Shop", "buy", "Shop.java", 12)
                });

        fail(inventory, failure);

        assertThat(ends(events).get(0).where()).isEqualTo("com.acme.Shop.buy(Shop.java:12)");
    }

    /** Each look at what the breaker knows reads the clock. */
    @Test
    void looksForThePlacesOfAFloodOfFailuresAFewTimesOnly() {
        events.recordChanges();
        Breaker flooded =
                registry.breaker("flooded", config.toBuilder().minimumNumberOfCalls(50).build());
        clockReadings.set(0);

        for (int i = 0; i < 49; i++) {
            fail(flooded, new IllegalStateException("failure " + i));
        }

        assertThat(clockReadings.get()).isBetween(1, 25);
    }

    @Test
    void tellsWhatARehearsalWouldHaveDone() {
        events.recordChanges();
        inventory.metricsOnly();

        for (int i = 0; i < 10; i++) {
            fail(inventory, new IllegalStateException());
        }

        assertThat(inventory.state()).isEqualTo(State.METRICS_ONLY);
        assertThat(events.events(inventory, Set.of(EventType.REHEARSAL)))
                .extracting(event -> ((EventFacts.Change) event.facts()).to())
                .containsExactly(State.OPEN);
    }

    @Test
    void tellWhatACandidateWouldHaveDoneApart() {
        events.recordChanges();
        inventory.rehearse(inventory.config().toBuilder().consecutiveFailuresThreshold(1).build());

        fail(inventory, new IllegalStateException());

        assertThat(events.events(inventory, Set.of(EventType.REHEARSAL))).isEmpty();
        assertThat(events.events(inventory, Set.of(EventType.CANDIDATE)))
                .extracting(event -> ((EventFacts.Change) event.facts()).to())
                .containsExactly(State.OPEN);
    }

    @Test
    void keepsNoMoreThanTheBufferHasPlaceForByNow() {
        events.recordChanges();
        for (int i = 0; i < 3; i++) {
            fail(inventory, new IllegalStateException());
        }
        settings.with("inventory", keeping(1));

        fail(inventory, new IllegalStateException());

        assertThat(ends(events)).hasSize(1);
    }
}
