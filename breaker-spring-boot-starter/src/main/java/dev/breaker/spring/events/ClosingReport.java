package dev.breaker.spring.events;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.Intervention;
import dev.breaker.Snapshot;
import dev.breaker.spring.Author;
import dev.breaker.spring.BreakerReconfiguration;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Says, when the application is closed, what of the things that operators have ordered will not be
 * there when it starts again: states and settings are kept in memory only.
 */
public final class ClosingReport implements ApplicationListener<ContextClosedEvent> {

    private static final Log LOG = LogFactory.getLog(Breaker.class);

    private final ApplicationContext application;
    private final BreakerRegistry registry;
    private final @Nullable BreakerReconfiguration reconfiguration;

    /**
     * A report.
     *
     * @param application at whose end it is due
     * @param registry the breakers
     * @param reconfiguration knows what was changed; null if nothing can be
     */
    public ClosingReport(
            ApplicationContext application,
            BreakerRegistry registry,
            @Nullable BreakerReconfiguration reconfiguration) {
        this.application = application;
        this.registry = registry;
        this.reconfiguration = reconfiguration;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext() == application) { // and not that of its management
            registry.all().forEach(this::report);
        }
    }

    private void report(Breaker breaker) {
        Snapshot snapshot = breaker.snapshot();
        Intervention intervention = snapshot.intervention();
        if (intervention != null) {
            Author author = new Author(intervention.by(), intervention.reason());
            warn(
                    "Breaker '%s' is %s since %s, %s; this is not kept over a restart"
                            .formatted(
                                    breaker.name(),
                                    snapshot.state(),
                                    snapshot.interventionAt(),
                                    author.words()));
        }
        Set<String> changed =
                reconfiguration == null ? Set.of() : reconfiguration.changedByHand(breaker);
        if (!changed.isEmpty()) {
            warn(
                    "Breaker '%s' has settings that were changed by hand (%s); this is not kept over a restart"
                            .formatted(breaker.name(), String.join(", ", changed)));
        }
    }

    private static void warn(String line) {
        LOG.warn(TransitionLog.onOneLine(line));
    }
}
