package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever the user's code is asked for: where it throws, the log says which it was. */
class UserCodeInTheLogTests {

    private static final IllegalStateException BROKEN = new IllegalStateException("broken");

    private final Logger logger = Logger.getLogger(Breaker.class.getName());
    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler recorder =
            new Handler() {
                @Override
                public void publish(LogRecord logRecord) {
                    logged.add(logRecord);
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listenToTheLog() {
        logger.setUseParentHandlers(false);
        logger.addHandler(recorder);
    }

    @AfterEach
    void leaveTheLogAlone() {
        logger.removeHandler(recorder);
        logger.setUseParentHandlers(true);
    }

    @Test
    void namesAPredicate() {
        failOnce(
                BreakerConfig.builder()
                        .recordFailurePredicate(
                                thrown -> {
                                    throw BROKEN;
                                }));

        assertLogged("recordFailurePredicate");
    }

    @Test
    void namesTheCustomRule() {
        failOnce(
                BreakerConfig.builder()
                        .tripWhen(
                                snapshot -> {
                                    throw BROKEN;
                                }));

        assertLogged("tripWhen");
    }

    @Test
    void namesTheReaderOfTheWait() {
        failOnce(
                BreakerConfig.builder()
                        .consecutiveFailuresThreshold(1)
                        .waitDurationFromFailure(
                                thrown -> {
                                    throw BROKEN;
                                }));

        assertLogged("waitDurationFromFailure");
    }

    @Test
    void namesAListenersClass() {
        Breaker breaker = Breaker.of("inventory", BreakerConfig.builder().build());
        breaker.addListener(new BrokenListener());

        breaker.forceOpen();

        assertLogged("listener " + BrokenListener.class.getName());
    }

    @Test
    void namesAConsumerOfTheRegistry() {
        BreakerRegistry registry = BreakerRegistry.of(BreakerConfig.builder().build());
        registry.onEach(
                breaker -> {
                    throw BROKEN;
                });

        registry.breaker("inventory");

        assertLogged("consumer of the registry");
    }

    @Test
    void namesTheTimerThatCannotBeSet() {
        BreakerConfig config =
                BreakerConfig.builder()
                        .automaticTransitionFromOpenToHalfOpenEnabled(true)
                        .waitDurationInOpenState(Duration.ofSeconds(1))
                        .initialState(State.OPEN)
                        .build();
        Alarm broken =
                (nanos, task) -> {
                    throw BROKEN;
                };

        Breaker.of("inventory", config, new FakeTicker(), broken, () -> 0);

        assertLogged("the timer");
    }

    private static void failOnce(BreakerConfig.Builder config) {
        Breaker.of("inventory", config.build()).acquire().failed(new BackendFailure("down"));
    }

    private void assertLogged(String what) {
        assertThat(logged)
                .extracting(LogRecord::getMessage, LogRecord::getThrown)
                .containsExactly(
                        tuple(
                                "Breaker 'inventory': %s threw; the call is not affected"
                                        .formatted(what),
                                BROKEN));
    }

    private static final class BrokenListener implements BreakerListener {

        @Override
        public void onTransition(StateTransition transition) {
            throw BROKEN;
        }
    }
}
