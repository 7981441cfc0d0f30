package dev.breaker.spring.observation;

import dev.breaker.Breaker;
import dev.breaker.BreakerListener;
import dev.breaker.BreakerRegistry;
import dev.breaker.CallNotPermittedException;
import dev.breaker.Rejection;
import dev.breaker.StateTransition;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.FallbackCounts;
import dev.breaker.spring.InsteadListener;
import dev.breaker.spring.KeyedBreakers;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Adds an event to the current observation where a call is rejected, where a fallback runs and
 * where a breaker changes its state, so that a trace shows why a request was answered as it was.
 * Where no observation is current, nothing happens. A call that is permitted and succeeds costs
 * nothing.
 *
 * <p>Events of a key have the name of its family, so that there are never more different ones than
 * breakers with fixed names, times a few states. Thread-safe.
 */
public final class BreakerObservations implements BreakerListener, InsteadListener, AutoCloseable {

    private static final Log logger = LogFactory.getLog(BreakerObservations.class);

    private final ObservationRegistry observations;
    private final BreakerRegistry breakers;
    private final @Nullable BreakerFamilies families;
    private final Consumer<Breaker> welcomer = this::listenTo;
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * Hears of nothing yet.
     *
     * @param observations tells which observation is current
     * @param breakers whose events are wanted
     * @param families which of the breakers are those of keys; null if none are
     */
    public BreakerObservations(
            ObservationRegistry observations,
            BreakerRegistry breakers,
            @Nullable BreakerFamilies families) {
        this.observations = observations;
        this.breakers = breakers;
        this.families = families;
    }

    /**
     * Hears of every breaker that is there now or comes later, and of every fallback.
     *
     * @param fallbacks tells of them
     */
    public void listen(FallbackCounts fallbacks) {
        breakers.onEach(welcomer);
        fallbacks.addListener(this);
    }

    private synchronized void listenTo(Breaker breaker) {
        if (!closed) {
            breaker.addListener(this);
        }
    }

    @Override
    public void onTransition(StateTransition transition) {
        add(
                "circuitbreaker.transition",
                transition.breaker(),
                transition.from() + " -> " + transition.to());
    }

    @Override
    public void onNotPermitted(Rejection rejection) {
        add(
                "circuitbreaker.rejection",
                rejection.breaker(),
                rejection.state() + ": call not permitted");
    }

    /** Where this thread has an observation, {@link #onNotPermitted} was here before. */
    @Override
    public void onRejection(CallNotPermittedException rejection, Executor context) {
        if (observations.getCurrentObservation() == null) {
            context.execute(
                    () ->
                            add(
                                    "circuitbreaker.rejection",
                                    rejection.breakerName(),
                                    rejection.state() + ": call not permitted"));
        }
    }

    @Override
    public void onFallback(String breaker, Executor context) {
        context.execute(() -> add("circuitbreaker.fallback", breaker, "fallback"));
    }

    /** What goes wrong in somebody's handler must not change what becomes of a call. */
    private void add(String event, String breaker, String what) {
        Observation current = closed ? null : observations.getCurrentObservation();
        if (current == null) {
            return;
        }
        try {
            current.event(Observation.Event.of(event, text(breaker, what)));
        } catch (RuntimeException broken) {
            if (!warned.getAndSet(true)) {
                logger.warn(
                        "An observation did not take the event of a breaker; the call is not affected",
                        broken);
            }
        }
    }

    /** As the log has it; a name can come from outside: no control characters. */
    private String text(String breaker, String what) {
        String shown =
                breakers.find(breaker)
                        .flatMap(this::familyOf)
                        .map(KeyedBreakers::name)
                        .orElse(breaker);
        return "Breaker '%s' %s".formatted(shown, what).replaceAll("\\p{Cntrl}", "?");
    }

    private Optional<KeyedBreakers> familyOf(Breaker breaker) {
        return families == null ? Optional.empty() : families.ownerOf(breaker);
    }

    /** Hears of nothing from now on. Breakers can outlive the application. */
    @Override
    public synchronized void close() {
        closed = true;
        breakers.unsubscribe(welcomer);
        breakers.all().forEach(breaker -> breaker.removeListener(this));
    }
}
