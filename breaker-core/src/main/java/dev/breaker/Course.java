package dev.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The states of a breaker, one after the other.
 *
 * <p>The state is a {@link Phase}. One compare-and-set puts its successor in place. Time alone
 * moves a breaker too, as noticed by whoever looks next. What listeners hear, they hear afterwards.
 */
abstract sealed class Course permits Circuit {

    private static final VarHandle PHASE =
            VarHandles.of(MethodHandles.lookup(), "phase", Phase.class);

    final String name;
    final Ticker ticker;
    final Totals totals = new Totals();
    private final Alarm alarm;
    private final DoubleSupplier random;
    final Contained contained;
    final Listeners listeners;
    final Stopwatch stopwatch;
    private final Announcer announcer;
    private final WakeUp wakeUp;
    volatile Phase phase;

    Course(
            String name,
            BreakerConfig config,
            Ticker ticker,
            long now,
            Alarm alarm,
            DoubleSupplier random) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException(
                    "The name of a breaker must not be blank: '" + name + "'");
        }
        this.name = name;
        this.ticker = ticker;
        this.alarm = alarm;
        this.random = random;
        contained = new Contained(name);
        listeners = new Listeners(contained);
        Rules rules = new Rules(Objects.requireNonNull(config, "config"), now, random, contained);
        phase = Phase.of(config.initialState(), Entry.initial((Circuit) this, rules, now));
        stopwatch = new Stopwatch(ticker, this::timesCalls);
        announcer = new Announcer(phase, listeners);
        wakeUp = new WakeUp(ticker, alarm, contained);
    }

    private boolean timesCalls() {
        return phase.rules.timesCalls() || totals.measuring() || listeners.hearOutcomes();
    }

    /** Sets the alarm of an initial OPEN; apart from the constructor, which must not leak this. */
    final void arm() {
        wakeUp.entered(phase);
    }

    /** The phase in force now. */
    final Phase current() {
        return current(ticker.read());
    }

    /** The phase in force at this time, after all that time alone has brought about. */
    final Phase current(long now) {
        while (true) {
            Phase current = phase;
            Phase next = current.at(now);
            for (Rehearsal rehearsal : current.rehearsals) {
                rehearsal.catchUp(next == current ? now : next.since);
            }
            if (next == current) {
                return current;
            }
            move(current, next);
            announceSuccessorOf(current);
        }
    }

    /** The only place where the state changes. */
    final boolean move(Phase from, Phase to) {
        if (from == to) {
            return false;
        }
        to.transition =
                StateTransition.between(from, to); // before the step: after it nothing may go wrong
        if (!PHASE.compareAndSet(this, from, to)) {
            return false;
        }
        from.next = to;
        wakeUp.entered(to);
        return true;
    }

    final void announceSuccessorOf(Phase before) {
        if (phase != before) {
            announcer.announce();
        }
    }

    /** Puts a phase in place of another, unless that has a successor already. */
    final boolean replace(Phase current, Phase next) {
        boolean moved = move(current, next);
        announceSuccessorOf(current);
        return moved;
    }

    /** Whether a phase is in force yet; moves the breaker if time has ended it. */
    final boolean isStill(Phase entered, long now) {
        return current(now) == entered;
    }

    // What can be seen from outside

    final State state() {
        return current(ticker.read()).state;
    }

    final Snapshot snapshot() {
        long now = ticker.read();
        return snapshot(current(now), now);
    }

    final Snapshot snapshot(Phase of, long now) {
        return snapshot(of, of.counts(now), of.inARow(), now);
    }

    final Snapshot snapshot(Phase of, Counts counts, InARow inARow, long now) {
        return SnapshotValues.of(of, counts, inARow, totals, now);
    }

    final void add(BreakerListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        stopwatch.decide();
    }

    final void remove(BreakerListener listener) {
        listeners.remove(listener);
        stopwatch.decide();
    }

    final void measureDurations() {
        totals.measure();
        stopwatch.decide();
    }

    final BreakerConfig config() {
        return phase.rules.config;
    }

    /** The settings that are rehearsed as a candidate; null if none are. */
    final @Nullable BreakerConfig candidate() {
        Rehearsal candidate = phase.rules.candidate;
        return candidate == null ? null : candidate.given();
    }

    /** A circuit of the same name and clock that began at a time. */
    final Circuit another(BreakerConfig config, long at) {
        return new Circuit(name, config, ticker, at, alarm, random);
    }

    /** A rehearsal moved; a late outcome still moves one that was ended, which concerns nobody. */
    final void rehearsed(Rehearsal by, StateTransition move) {
        Phase present = phase;
        if (move.to() == State.OPEN && present.countsWhatIsPlayedBy(by)) {
            totals.addRehearsedOpening();
        }
        if (by == present.ownRehearsal()) {
            listeners.rehearsal(move);
        } else if (by == present.rules.candidate) {
            listeners.candidate(move);
        }
    }

    /** The wall clock's label for a reading of the ticker. */
    final Instant instantOf(long at) {
        return Instant.now().minusNanos(ticker.read() - at);
    }
}
