package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The engine behind a {@link Breaker}.
 *
 * <p>The state is a {@link Phase}. A call reads it once; its outcome goes to the phase that
 * permitted it, which answers itself or a successor; one compare-and-set puts the successor in
 * place, and an outcome that comes late cannot win it. Time alone moves a breaker too, as noticed
 * by whoever looks next. What listeners hear, they hear afterwards.
 */
final class Circuit {

    private static final VarHandle PHASE =
            VarHandles.of(MethodHandles.lookup(), "phase", Phase.class);

    final String name;
    final Ticker ticker;
    final Rules rules;
    private final Contained contained;
    private final Totals totals = new Totals();
    private final Listeners listeners;
    final Stopwatch stopwatch;
    private final Announcer announcer;
    private final WakeUp wakeUp;
    private volatile Phase phase;

    Circuit(String name, BreakerConfig config, Ticker ticker, Alarm alarm, DoubleSupplier random) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException(
                    "The name of a breaker must not be blank: '" + name + "'");
        }
        this.name = name;
        this.ticker = Objects.requireNonNull(ticker, "ticker");
        contained = new Contained(name);
        rules = new Rules(Objects.requireNonNull(config, "config"), random, contained);
        listeners = new Listeners(contained);
        stopwatch =
                new Stopwatch(
                        ticker,
                        () ->
                                rules.judgesSlowCalls()
                                        || totals.measuring()
                                        || listeners.hearOutcomes());
        phase = Phase.first(config.initialState(), Phase.Entry.initial(this, ticker.read()));
        announcer = new Announcer(phase, listeners);
        wakeUp = new WakeUp(config, ticker, alarm, contained);
    }

    /** Sets the alarm of an initial OPEN; apart from the constructor, which must not leak this. */
    Circuit armed() {
        wakeUp.entered(phase);
        return this;
    }

    // Admission

    /** The phase that permits a call; null if it is rejected. */
    @Nullable Phase tryAdmit() {
        Phase current = phase;
        return current.permitsAll ? current : admitWithCare(false);
    }

    /** The phase that permits a call. */
    Phase admit() {
        Phase current = phase;
        return current.permitsAll ? current : Objects.requireNonNull(admitWithCare(true));
    }

    private @Nullable Phase admitWithCare(boolean orThrow) {
        long now = ticker.read();
        Phase current = phase;
        if (current.refusesAll(now)) { // most, while a breaker is open: as few steps as can be
            return refuse(current, now, orThrow);
        }
        current = current(now);
        while (!current.tryAdmit(now)) {
            if (phase == current) {
                return refuse(current, now, orThrow);
            }
            current = current(now);
        }
        return current;
    }

    private @Nullable Phase refuse(Phase refusing, long now, boolean orThrow) {
        totals.addNotPermitted();
        listeners.rejection(refusing);
        if (orThrow) {
            throw new CallNotPermittedException(refusing, now);
        }
        return null;
    }

    /** What the start of a call is noted as. */
    long startTime() {
        return stopwatch.start();
    }

    // Settlement: each permitted call comes to exactly one of these, once

    Outcome returned(Phase issuer, long startedAt, @Nullable Object result) {
        long endedAt = stopwatch.end(startedAt);
        return judged(issuer, startedAt, endedAt, issuer.rules.classifier.isFailure(result), null);
    }

    void succeeded(Phase issuer, long startedAt) {
        answered(issuer, startedAt, false);
    }

    Outcome answered(Phase issuer, long startedAt, boolean failed) {
        return judged(issuer, startedAt, stopwatch.end(startedAt), failed, null);
    }

    Outcome failed(Phase issuer, long startedAt, Throwable cause) {
        return judged(issuer, startedAt, stopwatch.end(startedAt), true, Classifier.unwrap(cause));
    }

    Outcome threw(Phase issuer, long startedAt, Throwable thrown) {
        long endedAt = stopwatch.end(startedAt); // before the predicates, which may take their time
        Throwable cause = Classifier.unwrap(thrown);
        return switch (issuer.rules.classifier.thrown(cause)) {
            case SUCCESS -> judged(issuer, startedAt, endedAt, false, cause);
            case FAILURE -> judged(issuer, startedAt, endedAt, true, cause);
            case IGNORED -> ignored(issuer, startedAt, endedAt, cause);
        };
    }

    void cancelled(Phase issuer, long startedAt) {
        ignored(issuer, startedAt, stopwatch.end(startedAt), null);
    }

    private Outcome judged(
            Phase issuer,
            long startedAt,
            long endedAt,
            boolean failed,
            @Nullable Throwable thrown) {
        long elapsed = Stopwatch.elapsed(startedAt, endedAt);
        Outcome outcome = Outcome.of(failed, elapsed >= issuer.rules.slowNanos);
        totals.add(outcome, elapsed);
        if (phase == issuer) {
            boolean unread = issuer.readsClock && endedAt == Stopwatch.NOT_TIMED;
            record(issuer, outcome, thrown, unread ? ticker.read() : endedAt);
        }
        listeners.outcome(name, outcome, elapsed, thrown);
        announceSuccessorOf(issuer);
        return outcome;
    }

    private void record(Phase issuer, Outcome outcome, @Nullable Throwable thrown, long now) {
        if (issuer.at(now) != issuer) {
            current(now); // its time was over before the call was: the outcome is late
            return;
        }
        Throwable cause = outcome.isFailure() ? thrown : null;
        move(issuer, issuer.after(outcome, cause, now));
    }

    private Outcome ignored(
            Phase issuer, long startedAt, long endedAt, @Nullable Throwable thrown) {
        long elapsed = Stopwatch.elapsed(startedAt, endedAt);
        totals.add(Outcome.IGNORED, elapsed);
        issuer.giveBack();
        listeners.outcome(name, Outcome.IGNORED, elapsed, thrown);
        return Outcome.IGNORED;
    }

    // The state

    /** The phase in force at this time, after all that time alone has brought about. */
    private Phase current(long now) {
        while (true) {
            Phase current = phase;
            Phase next = current.at(now);
            if (next == current) {
                return current;
            }
            move(current, next);
            announceSuccessorOf(current);
        }
    }

    /** The only place where the state changes. */
    private boolean move(Phase from, Phase to) {
        if (from == to) {
            return false;
        }
        to.transition = transition(from, to); // before the step: after it nothing may go wrong
        if (!PHASE.compareAndSet(this, from, to)) {
            return false;
        }
        from.next = to;
        wakeUp.entered(to);
        return true;
    }

    private @Nullable StateTransition transition(Phase from, Phase to) {
        if (from.state == to.state) {
            return null; // a reset: a new generation, but no change of state
        }
        Outage outage = from.outage;
        Duration openFor =
                outage == null
                        ? Duration.ZERO
                        : Duration.ofNanos(to.since - outage.firstOpenedAt());
        Failure decisive = to.lastFailure(); // gone after a reset
        Failure last = decisive == null ? from.lastFailure() : decisive;
        return new StateTransition(
                name, from.state, to.state, to.reason, to.sinceInstant, openFor, last);
    }

    private void announceSuccessorOf(Phase before) {
        if (phase != before) {
            announcer.announce();
        }
    }

    /** An operator's change; nothing where the breaker is already in that state. */
    void moveTo(State state, Function<Phase.Entry, Phase> successor, String reason) {
        Phase current = current(ticker.read());
        while (current.state != state && !replaced(current, successor, reason)) {
            current = current(ticker.read());
        }
    }

    /** Begins anew in CLOSED, whatever the state. */
    void reset() {
        Phase current = current(ticker.read());
        while (!replaced(current, CountingPhase::afterReset, "reset by an operator")) {
            current = current(ticker.read());
        }
    }

    private boolean replaced(Phase current, Function<Phase.Entry, Phase> successor, String reason) {
        boolean moved = move(current, successor.apply(current.entry(ticker.read(), reason)));
        announceSuccessorOf(current);
        return moved;
    }

    /** Whether nothing has happened to an OPEN by now; moves the breaker if its wait is over. */
    boolean isStill(OpenPhase open, long now) {
        return current(now) == open;
    }

    // What can be seen from outside

    State state() {
        return current(ticker.read()).state;
    }

    Snapshot snapshot() {
        long now = ticker.read();
        return snapshot(current(now), now);
    }

    Snapshot snapshot(Phase of, long now) {
        return snapshot(of, of.counts(now), of.inARow(), now);
    }

    Snapshot snapshot(Phase of, Counts counts, InARow inARow, long now) {
        return SnapshotValues.of(of, counts, inARow, totals, now);
    }

    void add(BreakerListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        stopwatch.decide();
    }

    void remove(BreakerListener listener) {
        listeners.remove(listener);
        stopwatch.decide();
    }

    void measureDurations() {
        totals.measure();
        stopwatch.decide();
    }

    /** The wall clock's label for a reading of the ticker. */
    Instant instantOf(long at) {
        return Instant.now().minusNanos(ticker.read() - at);
    }
}
