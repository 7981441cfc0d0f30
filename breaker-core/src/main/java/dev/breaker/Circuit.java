package dev.breaker;

import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine behind a {@link Breaker}. A call reads the phase once; its outcome goes to the
 * generation that permitted it, which answers itself or a successor, and an outcome that comes late
 * cannot win the step to that.
 */
final class Circuit extends Course {

    Circuit(
            String name,
            BreakerConfig config,
            Ticker ticker,
            long now,
            Alarm alarm,
            DoubleSupplier random) {
        super(name, config, ticker, now, alarm, random);
    }

    /** This, with the alarm of an initial OPEN set. */
    Circuit armed() {
        arm();
        return this;
    }

    // Admission

    /** The phase that permits a call; null if it is rejected. */
    @Nullable Phase tryAdmit() {
        Phase current = phase;
        return current.permitsAll ? begun(current) : admitWithCare(false);
    }

    /** The phase that permits a call. */
    Phase admit() {
        Phase current = phase;
        return current.permitsAll ? begun(current) : Objects.requireNonNull(admitWithCare(true));
    }

    private Phase begun(Phase issuer) {
        if (issuer.counted) {
            totals.begin();
        }
        return issuer;
    }

    private @Nullable Phase admitWithCare(boolean orThrow) {
        long now = ticker.read();
        Phase current = phase;
        if (current.refusesAll(now)) { // most, while a breaker is open: as few steps as can be
            return refuse(current, now, orThrow);
        }
        current = current(now);
        Phase issuer = current.admit(now);
        while (issuer == null) {
            if (phase == current) {
                return refuse(current, now, orThrow);
            }
            current = current(now);
            issuer = current.admit(now);
        }
        return begun(issuer);
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
        return returned(issuer, startedAt, stopwatch.end(startedAt), result);
    }

    private Outcome returned(Phase issuer, long startedAt, long endedAt, @Nullable Object result) {
        boolean failed = issuer.rules.classifier.isFailure(result);
        Outcome outcome = judged(issuer, startedAt, endedAt, failed, null);
        if (issuer instanceof RehearsedCall call) {
            call.settle(played -> played.circuit.returned(played, startedAt, endedAt, result));
        }
        return outcome;
    }

    void succeeded(Phase issuer, long startedAt) {
        answered(issuer, startedAt, false);
    }

    Outcome answered(Phase issuer, long startedAt, boolean failed) {
        return known(issuer, startedAt, stopwatch.end(startedAt), failed, null);
    }

    Outcome failed(Phase issuer, long startedAt, Throwable cause) {
        Throwable inner = Classifier.unwrap(cause);
        return known(issuer, startedAt, stopwatch.end(startedAt), true, inner);
    }

    /** An outcome that no setting has to classify. */
    private Outcome known(
            Phase issuer, long startedAt, long endedAt, boolean failed, @Nullable Throwable cause) {
        Outcome outcome = judged(issuer, startedAt, endedAt, failed, cause);
        if (issuer instanceof RehearsedCall call) {
            call.settle(played -> played.circuit.known(played, startedAt, endedAt, failed, cause));
        }
        return outcome;
    }

    Outcome threw(Phase issuer, long startedAt, Throwable thrown) {
        long endedAt = stopwatch.end(startedAt); // before the predicates, which may take their time
        return threw(issuer, startedAt, endedAt, Classifier.unwrap(thrown));
    }

    private Outcome threw(Phase issuer, long startedAt, long endedAt, Throwable cause) {
        Outcome outcome =
                switch (issuer.rules.classifier.thrown(cause)) {
                    case SUCCESS -> judged(issuer, startedAt, endedAt, false, cause);
                    case FAILURE -> judged(issuer, startedAt, endedAt, true, cause);
                    case IGNORED -> ignored(issuer, startedAt, endedAt, cause);
                };
        if (issuer instanceof RehearsedCall call) {
            call.settle(played -> played.circuit.threw(played, startedAt, endedAt, cause));
        }
        return outcome;
    }

    void cancelled(Phase issuer, long startedAt) {
        cancelled(issuer, startedAt, stopwatch.end(startedAt));
    }

    private void cancelled(Phase issuer, long startedAt, long endedAt) {
        ignored(issuer, startedAt, endedAt, null);
        if (issuer instanceof RehearsedCall call) {
            call.settle(played -> played.circuit.cancelled(played, startedAt, endedAt));
        }
    }

    private Outcome judged(
            Phase issuer,
            long startedAt,
            long endedAt,
            boolean failed,
            @Nullable Throwable thrown) {
        long elapsed = Stopwatch.elapsed(startedAt, endedAt);
        Outcome outcome = Outcome.of(failed, elapsed >= issuer.rules.slowNanos);
        count(issuer, outcome, elapsed);
        Phase before = phase;
        record(before, issuer, outcome, outcome.isFailure() ? thrown : null, elapsed, endedAt);
        listeners.outcome(name, outcome, elapsed, thrown);
        announceSuccessorOf(before);
        return outcome;
    }

    private void count(Phase issuer, Outcome outcome, long elapsed) {
        totals.add(outcome, elapsed);
        if (issuer.counted) {
            totals.end();
        }
    }

    /** Goes on with the phase that is in force, where that goes on with the issuer. */
    private void record(
            Phase first,
            Phase issuer,
            Outcome outcome,
            @Nullable Throwable cause,
            long elapsed,
            long endedAt) {
        for (Phase present = first; present.continues(issuer); present = phase) {
            long now = timeFor(present, endedAt);
            if (!present.endsByTime || present.at(now) == present) {
                settle(present, outcome, cause, elapsed, now);
                return;
            }
            current(now); // its time was over before the call was, unless the settings have changed
        }
        totals.addLate();
    }

    private long timeFor(Phase present, long endedAt) {
        return present.readsClock && endedAt == Stopwatch.NOT_TIMED ? ticker.read() : endedAt;
    }

    private void settle(
            Phase present, Outcome outcome, @Nullable Throwable cause, long elapsed, long now) {
        Phase from = present;
        Phase next = from.after(outcome, cause, elapsed, now);
        while (next != from && !move(from, next)) {
            from = phase;
            if (!from.continues(present)) {
                return;
            }
            next = next.under(from.rules); // the settings changed in between: no trip is lost
        }
    }

    private Outcome ignored(
            Phase issuer, long startedAt, long endedAt, @Nullable Throwable thrown) {
        long elapsed = Stopwatch.elapsed(startedAt, endedAt);
        count(issuer, Outcome.IGNORED, elapsed);
        if (isOver(issuer, endedAt)) {
            totals.addLate();
        }
        issuer.giveBack();
        listeners.outcome(name, Outcome.IGNORED, elapsed, thrown);
        return Outcome.IGNORED;
    }

    private boolean isOver(Phase issuer, long endedAt) {
        Phase present = phase;
        if (!present.endsByTime || !present.continues(issuer)) {
            return !present.continues(issuer);
        }
        long now = timeFor(present, endedAt);
        return present.at(now) != present;
    }
}
