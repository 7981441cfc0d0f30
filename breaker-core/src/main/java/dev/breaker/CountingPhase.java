package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * CLOSED and METRICS_ONLY: permits all calls, records their outcomes. Only the former trips; beside
 * the latter a {@link Rehearsal} shows what would come of it.
 */
final class CountingPhase extends Phase {

    private static final VarHandle LOG =
            VarHandles.of(MethodHandles.lookup(), "log", FailureLog.class);

    private final Window window;
    private final boolean trips;
    private final Thresholds thresholds;
    private final @Nullable Rehearsal rehearsal;
    private volatile @Nullable FailureLog log; // made for the first failure

    private CountingPhase(
            Entry entry,
            State state,
            @Nullable CountingPhase like,
            Window window,
            @Nullable Rehearsal rehearsal) {
        super(
                entry,
                state,
                like,
                rehearsal == null,
                entry.rules().config.slidingWindowType() == WindowType.TIME_BASED);
        this.window = window;
        this.rehearsal = rehearsal;
        trips = state == State.CLOSED;
        thresholds = trips ? rules.thresholds : Thresholds.NONE;
        log = like == null ? null : like.log();
    }

    private static CountingPhase begun(Entry entry, State state, @Nullable Rehearsal rehearsal) {
        Window window = Window.open(entry.rules().config, entry.at());
        return new CountingPhase(entry, state, null, window, rehearsal);
    }

    static CountingPhase closed(Entry entry) {
        return begun(entry.closing(), State.CLOSED, null);
    }

    static CountingPhase afterReset(Entry entry) {
        return closed(entry.forgetting());
    }

    static CountingPhase metricsOnly(Entry entry) {
        Rehearsal rehearsal = Rehearsal.of(entry.circuit(), entry.rules().config);
        return begun(entry.closing(), State.METRICS_ONLY, rehearsal);
    }

    @Override
    Phase like(Entry changed) {
        Window kept = window.under(changed.rules().config, circuit.ticker.read());
        return new CountingPhase(changed, state, this, kept, rehearsal);
    }

    @Override
    void changed() {
        if (rehearsal != null) {
            rehearsal.changed(rules.config);
        }
    }

    @Override
    boolean takesPlace(long now) {
        return true;
    }

    @Override
    List<Rehearsal> rehearsals() {
        return rehearsal == null
                ? super.rehearsals()
                : Stream.concat(Stream.of(rehearsal), super.rehearsals().stream()).toList();
    }

    @Override
    @Nullable Rehearsal ownRehearsal() {
        return rehearsal;
    }

    @Override
    Phase after(Outcome outcome, @Nullable Throwable cause, long nanos, long now) {
        long number = outcome.isFailure() ? log().add(cause, nanos) : -1;
        Reached reached = window.record(outcome, now, thresholds);
        boolean mayTrip = reached != null || (trips && rules.hasCustomRule());
        return mayTrip ? openedOrThis(reached, number, cause, now) : this;
    }

    /**
     * @param number that of the failure in the log; negative if the outcome is none
     */
    private Phase openedOrThis(
            @Nullable Reached reached, long number, @Nullable Throwable cause, long now) {
        long at = readsClock ? now : circuit.ticker.read();
        BrokenRule broken =
                reached == null
                        ? rules.customRule(circuit.snapshot(this, at))
                        : thresholds.broken(reached.counts(), reached.failuresInARow());
        if (broken == null) {
            return this;
        }
        Counts counts = reached == null ? window.counts(at) : reached.counts();
        long inARow = reached == null ? 0 : reached.failuresInARow();
        List<Failure> failures = log().newest(Math.max(counts.failed(), inARow));
        Cause why = Cause.of(broken, Evidence.of(broken, rules.window(), counts, failures));
        Failure decisive = number < 0 ? null : log().failure(number);
        return opened(why, decisive, rules.openWait.askedBy(cause), at, counts);
    }

    private FailureLog log() {
        FailureLog present = log;
        if (present != null) {
            return present;
        }
        FailureLog made = new FailureLog();
        FailureLog faster = (FailureLog) LOG.compareAndExchange(this, null, made);
        return faster == null ? made : faster;
    }

    @Override
    @Nullable Failure lastFailure() {
        FailureLog present = log;
        Failure ofWindow = present == null ? null : present.newest();
        return ofWindow == null ? super.lastFailure() : ofWindow;
    }

    @Override
    Counts counts(long now) {
        return window.counts(now);
    }

    @Override
    InARow inARow() {
        return window.inARow();
    }
}
