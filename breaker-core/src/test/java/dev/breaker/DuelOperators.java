package dev.breaker;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What operators do in a {@link Duel}, to the breaker and to the model. */
final class DuelOperators {

    /** Writes into the story. */
    interface Note {
        void write(String text, Object... parts);
    }

    private final Breaker breaker;
    private final NaiveBreaker model;
    private final Note note;

    DuelOperators(Breaker breaker, NaiveBreaker model, Note note) {
        this.breaker = breaker;
        this.model = model;
        this.note = note;
    }

    void act(Step step) {
        switch (step.kind()) {
            case ORDER -> order(step.pick());
            case RECONFIGURE -> reconfigure(step.pick());
            case REHEARSE -> rehearse(RandomConfig.after(model.config(), random(step.pick())));
            case END_REHEARSAL -> rehearse(null);
            case COUNT_IN_FLIGHT -> {
                breaker.countInFlight();
                model.countInFlight();
            }
            default -> operate(step.kind());
        }
    }

    private static RandomGenerator random(int pick) {
        return new SplittableRandom(pick);
    }

    private void reconfigure(int pick) {
        BreakerConfig changed = RandomConfig.after(model.config(), random(pick));
        note.write("; %s", changed.settings());
        breaker.reconfigure(changed);
        model.reconfigure(changed);
    }

    private void rehearse(@Nullable BreakerConfig candidate) {
        if (candidate == null) {
            breaker.endRehearsal();
        } else {
            note.write("; %s", candidate.settings());
            breaker.rehearse(candidate);
        }
        model.rehearse(candidate);
    }

    /** A lasting one, with words or for a while, or both. */
    private void order(int pick) {
        Intervention said =
                pick % 2 == 0 ? Intervention.because("no. " + pick) : Intervention.UNEXPLAINED;
        Intervention what = pick / 2 % 4 == 0 ? said.by("ann") : said.lasting(lasting(pick / 8));
        note.write("; %s", what);
        switch (pick / 512 % 3) {
            case 0 -> operate(breaker::forceOpen, State.FORCED_OPEN, Reason.FORCED_OPEN, what);
            case 1 -> operate(breaker::disable, State.DISABLED, Reason.DISABLED, what);
            default -> operate(breaker::metricsOnly, State.METRICS_ONLY, Reason.METRICS_ONLY, what);
        }
    }

    private static Duration lasting(int pick) {
        return List.of(
                        Duration.ofNanos(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofHours(1),
                        RandomConfig.FOREVER)
                .get(pick % 6);
    }

    private void operate(Step.Kind action) {
        Intervention none = Intervention.UNEXPLAINED;
        switch (action) {
            case FORCE_OPEN ->
                    operate(breaker::forceOpen, State.FORCED_OPEN, Reason.FORCED_OPEN, none);
            case CLOSE -> operate(breaker::close, State.CLOSED, Reason.CLOSED, none);
            case HALF_OPEN -> operate(breaker::halfOpen, State.HALF_OPEN, Reason.HALF_OPENED, none);
            case DISABLE -> operate(breaker::disable, State.DISABLED, Reason.DISABLED, none);
            case METRICS_ONLY ->
                    operate(breaker::metricsOnly, State.METRICS_ONLY, Reason.METRICS_ONLY, none);
            default -> {
                breaker.reset();
                model.reset();
            }
        }
    }

    private void operate(
            Consumer<Intervention> action, State target, Reason reason, Intervention what) {
        action.accept(what);
        model.operate(target, reason, what);
    }
}
