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

    Circuit(String name, BreakerConfig config, Ticker ticker, Alarm alarm, DoubleSupplier random) {
        super(name, config, ticker, alarm, random);
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
        long endedAt = stopwatch.end(startedAt);
        boolean failed = issuer.rules.classifier.isFailure(result);
        Outcome outcome = judged(issuer, startedAt, endedAt, failed, null);
        if (issuer instanceof RehearsedCall call) {
            call.played().forEach(p -> p.circuit.returned(p, startedAt, result));
        }
        return outcome;
    }

    void succeeded(Phase issuer, long startedAt) {
        answered(issuer, startedAt, false);
    }

    Outcome answered(Phase issuer, long startedAt, boolean failed) {
        Outcome outcome = judged(issuer, startedAt, stopwatch.end(startedAt), failed, null);
        if (issuer instanceof RehearsedCall call) {
            call.played().forEach(p -> p.circuit.answered(p, startedAt, failed));
        }
        return outcome;
    }

    Outcome failed(Phase issuer, long startedAt, Throwable cause) {
        Throwable inner = Classifier.unwrap(cause);
        Outcome outcome = judged(issuer, startedAt, stopwatch.end(startedAt), true, inner);
        if (issuer instanceof RehearsedCall call) {
            call.played().forEach(p -> p.circuit.failed(p, startedAt, cause));
        }
        return outcome;
    }

    Outcome threw(Phase issuer, long startedAt, Throwable thrown) {
        long endedAt = stopwatch.end(startedAt); // before the predicates, which may take their time
        Throwable cause = Classifier.unwrap(thrown);
        Outcome outcome =
                switch (issuer.rules.classifier.thrown(cause)) {
                    case SUCCESS -> judged(issuer, startedAt, endedAt, false, cause);
                    case FAILURE -> judged(issuer, startedAt, endedAt, true, cause);
                    case IGNORED -> ignored(issuer, startedAt, endedAt, cause);
                };
        if (issuer instanceof RehearsedCall call) {
            call.played().forEach(p -> p.circuit.threw(p, startedAt, thrown));
        }
        return outcome;
    }

    void cancelled(Phase issuer, long startedAt) {
        ignored(issuer, startedAt, stopwatch.end(startedAt), null);
        if (issuer instanceof RehearsedCall call) {
            call.played().forEach(p -> p.circuit.cancelled(p, startedAt));
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
        Phase current = phase;
        if (current == issuer || current.continues(issuer)) {
            boolean unread = current.readsClock && endedAt == Stopwatch.NOT_TIMED;
            long now = unread ? ticker.read() : endedAt;
            record(current, outcome, outcome.isFailure() ? thrown : null, elapsed, now);
        } else {
            totals.addLate();
        }
        listeners.outcome(name, outcome, elapsed, thrown);
        announceSuccessorOf(current);
        return outcome;
    }

    private void count(Phase issuer, Outcome outcome, long elapsed) {
        totals.add(outcome, elapsed);
        if (issuer.counted) {
            totals.end();
        }
    }

    private void record(
            Phase present, Outcome outcome, @Nullable Throwable cause, long elapsed, long now) {
        if (present.at(now) != present) {
            totals.addLate(); // its time was over before the call was
            current(now);
            return;
        }
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
        if (!phase.continues(issuer)) {
            totals.addLate();
        }
        issuer.giveBack();
        listeners.outcome(name, Outcome.IGNORED, elapsed, thrown);
        return Outcome.IGNORED;
    }
}
