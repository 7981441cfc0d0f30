package dev.breaker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Plays one history on a breaker and on the model, and notes where they differ first. */
final class Duel {

    private record Held(Permit permit, NaiveBreaker.Issued issued) {}

    private static final long MOST_NANOS = Duration.ofDays(365 * 280).toNanos(); // 292 overflow

    private final History history;
    private final FakeTicker ticker = new FakeTicker();
    private final FakeAlarm alarm = new FakeAlarm();
    private final Breaker breaker;
    private final RecordingListener listener;
    private final NaiveBreaker model;
    private final List<Held> held = new ArrayList<>();
    private final List<Permit> settled = new ArrayList<>();
    private final StringBuilder trace = new StringBuilder();
    private final boolean traced;
    private long passed;
    private int permitted;
    private final DuelOperators operators;

    private Duel(History history, boolean traced) {
        this.history = history;
        this.traced = traced;
        breaker = Breaker.of("b", history.config(), ticker, alarm, history::random);
        listener = RecordingListener.on(breaker);
        model = new NaiveBreaker(history.config(), history.random(), 0);
        operators = new DuelOperators(breaker, model, this::note);
    }

    /** The first difference; null if there is none. */
    static @Nullable String difference(History history) {
        return new Duel(history, false).fight();
    }

    /** The steps with what they were about and led to, down to the first difference. */
    static String story(History history) {
        Duel duel = new Duel(history, true);
        String difference = duel.fight();
        return duel.trace + "\n" + difference;
    }

    /** What a history without a difference has led to. */
    static List<NaiveBreaker.Move> moves(History history) {
        Duel duel = new Duel(history, false);
        duel.fight();
        return duel.model.moves();
    }

    private @Nullable String fight() {
        try {
            history.steps().forEach(this::play);
            compare();
            compareOutcomesHeard();
            return null;
        } catch (Throwable found) {
            return found.toString();
        }
    }

    private void play(Step step) {
        note("%n%3d. %s", step.number(), step.kind());
        switch (step.kind()) {
            case ACQUIRE -> acquire(true);
            case TRY_ACQUIRE -> acquire(false);
            case SETTLE -> settle(step);
            case SETTLE_AGAIN -> settleAgain(step);
            case CALL, RUN -> call(step);
            case PASS_TIME -> passTime(duration(step.pick()));
            case RING_ALARM -> alarm.ring();
            case PEEK -> same("state()", model.figures().state(), breaker.state());
            default -> operators.act(step);
        }
        if (step.look()) {
            compare();
        }
    }

    private void acquire(boolean orThrow) {
        Permit permit;
        try {
            permit = orThrow ? breaker.acquire() : breaker.tryAcquire();
        } catch (CallNotPermittedException rejection) {
            compareRejection(rejection);
            permit = null;
        }
        NaiveBreaker.Issued issued = model.acquire();
        same("permitted", issued != null, permit != null);
        if (permit != null && issued != null) {
            held.add(new Held(permit, issued));
            permitted++;
        }
    }

    private void compareRejection(CallNotPermittedException rejection) {
        Figures expected = model.figures();
        same("breaker of the rejection", "b", rejection.breakerName());
        same("state of the rejection", expected.state(), rejection.state());
        same("reason of the rejection", expected.tripReason(), Reason.of(rejection.reason()));
        same("next probe", expected.timeToNextProbe(), rejection.timeToNextProbe());
    }

    private void settle(Step step) {
        if (held.isEmpty()) {
            return;
        }
        int which = step.pick() % held.size();
        Held chosen = held.remove(which);
        note("; %s, of the %d permits out number %d", step.ending(), held.size() + 1, which + 1);
        step.ending().settle(chosen.permit, step.number());
        settled.add(chosen.permit);
        model.settle(chosen.issued, step.ending(), step.number());
    }

    private void settleAgain(Step step) {
        if (!settled.isEmpty()) {
            Permit spent = settled.get(step.pick() % settled.size());
            step.ending().settle(spent, step.number());
        }
    }

    /** With a permit that is never seen, and time that may pass during the call. */
    private void call(Step step) {
        Throwable thrown = step.ending().thrown(step.number());
        long nanos = step.pick() % 2 == 0 ? duration(step.pick()) : 0;
        note("; %s after %s", step.ending(), Duration.ofNanos(nanos));
        NaiveBreaker.Issued issued = model.acquire();
        try {
            String result = made(step, thrown, nanos);
            same("returned", thrown == null, true);
            same("result", step.kind() == Step.Kind.RUN ? null : step.ending().result(), result);
        } catch (CallNotPermittedException rejection) {
            same("permitted", issued != null, false);
            return;
        } catch (Throwable caught) {
            if (caught != thrown) {
                throw new AssertionError("thrown: expected " + thrown + ", but was " + caught);
            }
        }
        model.settle(Objects.requireNonNull(issued), seen(step), step.number());
        permitted++;
    }

    private @Nullable String made(Step step, @Nullable Throwable thrown, long nanos)
            throws Throwable {
        Call<String, Throwable> operation =
                () -> {
                    passTime(nanos);
                    if (thrown != null) {
                        throw thrown;
                    }
                    return step.ending().result();
                };
        if (step.kind() == Step.Kind.CALL) {
            return breaker.call(operation);
        }
        breaker.run(operation::call);
        return null;
    }

    /** The result of {@code run} is not looked at. */
    private static Ending seen(Step step) {
        boolean unseen = step.kind() == Step.Kind.RUN && step.ending() == Ending.RETURNS_BAD_RESULT;
        return unseen ? Ending.SUCCEEDS : step.ending();
    }

    private void passTime(long nanos) {
        long by = Math.min(nanos, MOST_NANOS - passed);
        if (ticker.read() + by == Long.MIN_VALUE) {
            by++; // the one reading that the engine keeps for itself: off by a nanosecond
        }
        note("; %s pass", Duration.ofNanos(by));
        passed += by;
        ticker.advanceNanos(by);
        model.passTime(by);
    }

    /** Durations around every limit that there is, and some that have nothing to do with any. */
    private long duration(int pick) {
        BreakerConfig config = model.config();
        Duration order = model.figures().revertsIn();
        long slice =
                new NaiveWindow(WindowType.TIME_BASED, config.slidingWindowSize(), 0).sliceNanos();
        Duration next = model.timeToNextProbe();
        long[] limits = {
            slice,
            slice,
            slice * 9,
            config.slidingWindowSize() * 1_000_000_000L,
            NaiveWait.nanos(config.waitDurationInOpenState()),
            NaiveWait.nanos(config.maxWaitDurationInHalfOpenState()),
            NaiveWait.nanos(config.slowCallDurationThreshold()),
            next == null ? 1 : next.toNanos(),
            next == null ? 1 : next.toNanos(),
            order == null ? 1 : order.toNanos(),
            1_000_000L,
            pick * 100L,
        };
        if (pick / 64 % 200 == 0) {
            return Duration.ofDays(36_525).toNanos();
        }
        long limit = limits[pick / 64 % limits.length];
        long nanos = limit + pick / 16 % 3 - 1; // just before, at, just after
        return limit == Long.MAX_VALUE ? 0 : Math.max(0, nanos);
    }

    private void compare() {
        Figures expected = model.figures();
        note(" -> %s %s", expected.state(), expected.held());
        same("figures", "", expected.differencesFrom(Figures.of(breaker.snapshot())));
        same("config", model.config(), breaker.config());
        same("candidate", model.candidate(), breaker.candidate());
        List<NaiveBreaker.Move> heard = listener.transitions().stream().map(Duel::asMove).toList();
        same("transitions heard", model.moves(), heard);
        Figures.Lifetime totals = expected.lifetime();
        long accountedFor = totals.successful() + totals.failed() + totals.ignored() + held.size();
        same("successful + failed + ignored + not settled", (long) permitted, accountedFor);
    }

    private void compareOutcomesHeard() {
        same(
                "outcomes heard",
                model.outcomes(),
                listener.outcomes().stream().map(CallOutcome::outcome).toList());
        same(
                "rejections heard",
                model.figures().lifetime().notPermitted(),
                (long) listener.rejections().size());
    }

    private static NaiveBreaker.Move asMove(StateTransition heard) {
        Reason reason = Objects.requireNonNull(Reason.of(heard.reason()));
        return new NaiveBreaker.Move(
                heard.from(), heard.to(), reason, heard.openFor(), heard.notPermittedCalls());
    }

    private void note(String text, Object... parts) {
        if (traced) {
            trace.append(text.formatted(parts));
        }
    }

    private static void same(String what, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError(
                    "%s: the model says %s, the breaker %s".formatted(what, expected, actual));
        }
    }
}
