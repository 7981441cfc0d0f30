package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the user's code throws is logged, loudly once, and goes no further. */
class ContainedTests {

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
        recorder.setLevel(Level.ALL);
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(recorder);
    }

    @AfterEach
    void leaveTheLogAlone() {
        logger.removeHandler(recorder);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }

    @Test
    void logsTheFirstAsAWarningAndTheRestForDebugging() {
        Contained contained = new Contained("inventory");

        for (int i = 0; i < 3; i++) {
            contained.report("recordResult", new IllegalStateException("broken"));
        }

        assertThat(logged)
                .extracting(LogRecord::getLevel)
                .containsExactly(Level.WARNING, Level.FINE, Level.FINE);
    }

    @Test
    void saysWhichBreakerWhatThrewAndWhat() {
        IllegalStateException broken = new IllegalStateException("broken");

        new Contained("inventory").report("recordResult", broken);

        assertThat(logged.get(0).getMessage())
                .isEqualTo("Breaker 'inventory': recordResult threw; the call is not affected");
        assertThat(logged.get(0).getThrown()).isSameAs(broken);
    }

    @Test
    void warnsOncePerBreaker() {
        new Contained("inventory").report("recordResult", new IllegalStateException());
        new Contained("payment").report("recordResult", new IllegalStateException());

        assertThat(logged)
                .extracting(LogRecord::getLevel)
                .containsExactly(Level.WARNING, Level.WARNING);
    }

    @Test
    void survivesALogThatIsBrokenItself() {
        logger.setFilter(
                any -> {
                    throw new LinkageError("no log today");
                });

        try {
            assertThatCode(
                            () ->
                                    new Contained("inventory")
                                            .report("listener", new IllegalStateException()))
                    .doesNotThrowAnyException();
        } finally {
            logger.setFilter(null);
        }
    }
}
