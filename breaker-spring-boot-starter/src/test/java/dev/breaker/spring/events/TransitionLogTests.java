package dev.breaker.spring.events;

import static dev.breaker.spring.Calls.fail;
import static dev.breaker.spring.Calls.failUntilOpen;
import static dev.breaker.spring.Calls.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.Intervention;
import dev.breaker.WindowType;
import dev.breaker.spring.TestTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TransitionLogTests {

    private static final Duration WAIT = Duration.ofSeconds(30);

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.breaker.Breaker");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final TestTime time = new TestTime();
    private final Breaker breaker = logged("inventory");

    private Breaker logged(String name) {
        BreakerConfig config =
                BreakerConfig.builder()
                        .slidingWindowType(WindowType.COUNT_BASED)
                        .slidingWindowSize(4)
                        .waitDurationInOpenState(WAIT)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build();
        Breaker logged = Breaker.of(name, config, time);
        logged.addListener(new TransitionLog());
        return logged;
    }

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    private List<String> logged() {
        return lines.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    @Test
    void warnsOfOpeningWithTheRuleTheNumbersAndTheTypesOfTheFailures() {
        failUntilOpen(breaker, new IllegalStateException("card 4711 of Jane Doe"));

        assertThat(logged())
                .containsExactly(
                        "WARN Breaker 'inventory' CLOSED -> OPEN: failure rate 100 % reached the"
                                + " threshold of 50 % (4 of 4 calls in the window failed);"
                                + " failures: 4 x java.lang.IllegalStateException");
    }

    @Test
    void informsOfHalfOpenAndOfCloseAndHowLongItWasOpen() {
        failUntilOpen(breaker, new IllegalStateException());
        lines.list.clear();

        time.advance(WAIT);
        breaker.state();
        time.advance(Duration.ofMillis(1_250));
        succeed(breaker);

        assertThat(logged())
                .containsExactly(
                        "INFO Breaker 'inventory' OPEN -> HALF_OPEN: the wait is over; open for 30s"
                                + " so far",
                        "INFO Breaker 'inventory' HALF_OPEN -> CLOSED: 1 of 1 probes settled, 0"
                                + " failed, 0 slow: below the thresholds whatever the rest brings;"
                                + " was open for 31.25s");
    }

    @Test
    void warnsOfOpeningAgainAndHowLongItHasBeenOpen() {
        failUntilOpen(breaker, new IllegalStateException());
        time.advance(WAIT);
        breaker.state();
        lines.list.clear();

        fail(breaker, new UnsupportedOperationException());

        assertThat(logged())
                .containsExactly(
                        "WARN Breaker 'inventory' HALF_OPEN -> OPEN: failure rate reached the threshold"
                                + " of 50 % (1 of 1 probes failed); failures: 1 x"
                                + " java.lang.UnsupportedOperationException; open for 30s so far");
    }

    @Test
    void warnsWhereAnOperatorKeepsCallsAwayOrTakesTheProtectionOff() {
        breaker.forceOpen();
        time.advance(Duration.ofMinutes(61));
        breaker.disable();
        breaker.metricsOnly();

        assertThat(logged())
                .containsExactly(
                        "WARN Breaker 'inventory' CLOSED -> FORCED_OPEN: forced open by an operator",
                        "WARN Breaker 'inventory' FORCED_OPEN -> DISABLED: disabled by an operator;"
                                + " was open for 1h1m",
                        "WARN Breaker 'inventory' DISABLED -> METRICS_ONLY: set to metrics only by"
                                + " an operator");
    }

    @Test
    void namesNoFailureWhereAnOperatorActs() {
        fail(breaker, new IllegalStateException());

        breaker.forceOpen();

        assertThat(logged()).singleElement().asString().doesNotContain("IllegalStateException");
    }

    @Test
    void keepsALineInOnePieceWhateverTheName() {
        logged("a\nERROR forged\u001b[0m\u009b2J\u202e").forceOpen();

        assertThat(logged())
                .containsExactly(
                        "WARN Breaker 'a?ERROR forged?[0m?2J?' CLOSED -> FORCED_OPEN: forced open by an"
                                + " operator");
    }

    @Test
    void tellsWhoForHowLongAndWhyWithoutBreakingTheLine() {
        breaker.forceOpen(
                Intervention.because("new\ndatabase\u2028at nine")
                        .by("ann")
                        .lasting(Duration.ofMinutes(10)));
        breaker.tryAcquire();
        time.advance(Duration.ofMinutes(10));
        breaker.state();

        assertThat(logged())
                .containsExactly(
                        "WARN Breaker 'inventory' CLOSED -> FORCED_OPEN: forced open by ann for 10m:"
                                + " new?database?at nine",
                        "INFO Breaker 'inventory' FORCED_OPEN -> CLOSED: an order is over: forced open"
                                + " by ann for 10m: new?database?at nine; was open for 10m, 1 call"
                                + " rejected");
    }

    @Test
    void tellsWhatARehearsalWouldHaveDone() {
        breaker.metricsOnly();
        lines.list.clear();

        for (int n = 0; n < 4; n++) {
            fail(breaker, new IllegalStateException());
        }

        assertThat(logged())
                .containsExactly(
                        "INFO Rehearsal of breaker 'inventory' CLOSED -> OPEN: failure rate 100 %"
                                + " reached the threshold of 50 % (4 of 4 calls in the window failed);"
                                + " failures: 4 x java.lang.IllegalStateException; nothing was rejected"
                                + " for it");
    }

    @Test
    void tellsWhatACandidateWouldHaveDone() {
        breaker.rehearse(breaker.config().toBuilder().consecutiveFailuresThreshold(2).build());

        fail(breaker, new IllegalStateException());
        fail(breaker, new IllegalStateException());

        assertThat(logged())
                .containsExactly(
                        "INFO Candidate for breaker 'inventory' CLOSED -> OPEN: 2 consecutive failures"
                                + " reached the threshold of 2; failures: 2 x"
                                + " java.lang.IllegalStateException; nothing was rejected for it");
    }

    @Test
    void saysNothingOfCalls() {
        succeed(breaker);
        fail(breaker, new IllegalStateException());

        assertThat(logged()).isEmpty();
    }
}
