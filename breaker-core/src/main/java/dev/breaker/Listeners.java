package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listeners of a breaker, sorted by what they override, so that nothing is told to nobody. */
final class Listeners {

    private static final VarHandle AUDIENCE =
            VarHandles.of(MethodHandles.lookup(), "audience", Audience.class);

    private final Contained contained;
    private volatile Audience audience = Audience.NONE; // replaced as a whole

    Listeners(Contained contained) {
        this.contained = contained;
    }

    private record Audience(
            List<BreakerListener> all,
            List<BreakerListener> ofOutcomes,
            List<BreakerListener> ofFailures,
            List<BreakerListener> ofRejections) {

        static final Audience NONE = new Audience(List.of(), List.of(), List.of(), List.of());

        static Audience of(List<BreakerListener> all) {
            return new Audience(
                    List.copyOf(all),
                    those(all, "onOutcome", CallOutcome.class),
                    those(all, "onFailure", CallOutcome.class),
                    those(all, "onNotPermitted", Rejection.class));
        }

        private static List<BreakerListener> those(
                List<BreakerListener> all, String overridden, Class<?> event) {
            List<BreakerListener> those = new ArrayList<>();
            for (BreakerListener listener : all) {
                if (overrides(listener, overridden, event)) {
                    those.add(listener);
                }
            }
            return List.copyOf(those);
        }

        private static boolean overrides(BreakerListener listener, String method, Class<?> event) {
            try {
                return listener.getClass().getMethod(method, event).getDeclaringClass()
                        != BreakerListener.class;
            } catch (NoSuchMethodException e) {
                return true; // cannot be: the interface has it
            }
        }
    }

    void add(BreakerListener listener) {
        change(all -> all.add(listener));
    }

    void remove(BreakerListener listener) {
        change(all -> all.remove(listener));
    }

    private void change(Consumer<List<BreakerListener>> change) {
        Audience before;
        Audience after;
        do {
            before = audience;
            List<BreakerListener> all = new ArrayList<>(before.all);
            change.accept(all);
            after = all.isEmpty() ? Audience.NONE : Audience.of(all);
        } while (!AUDIENCE.compareAndSet(this, before, after));
    }

    boolean hearOutcomes() {
        return !audience.ofOutcomes.isEmpty();
    }

    void transition(StateTransition transition) {
        tell(audience.all, listener -> listener.onTransition(transition));
    }

    void rehearsal(StateTransition transition) {
        tell(audience.all, listener -> listener.onRehearsal(transition));
    }

    void candidate(StateTransition transition) {
        tell(audience.all, listener -> listener.onCandidate(transition));
    }

    void outcome(String breaker, Outcome outcome, long nanos, @Nullable Throwable thrown) {
        Audience present = audience;
        boolean failureHeard = outcome.isFailure() && !present.ofFailures.isEmpty();
        if (present.ofOutcomes.isEmpty() && !failureHeard) {
            return;
        }
        Duration duration = nanos < 0 ? null : Duration.ofNanos(nanos);
        CallOutcome event = new CallOutcome(breaker, outcome, duration, thrown);
        tell(present.ofOutcomes, listener -> listener.onOutcome(event));
        if (failureHeard) {
            tell(present.ofFailures, listener -> listener.onFailure(event));
        }
    }

    void rejection(Phase refusing) {
        List<BreakerListener> present = audience.ofRejections;
        if (present.isEmpty()) {
            return;
        }
        Outage outage = refusing.outage();
        Rejection event =
                new Rejection(
                        refusing.circuit.name,
                        refusing.state,
                        outage == null ? null : outage.reason());
        tell(present, listener -> listener.onNotPermitted(event));
    }

    private void tell(List<BreakerListener> audience, Consumer<BreakerListener> news) {
        for (BreakerListener listener : audience) {
            try {
                news.accept(listener);
            } catch (Throwable broken) {
                contained.report("listener " + listener.getClass().getName(), broken);
            }
        }
    }
}
