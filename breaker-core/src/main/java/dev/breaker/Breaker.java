package dev.breaker;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker: one named state machine that stands in front of the calls to a backend.
 *
 * <p>Thread-safe. Never blocks, never moves a call to another thread, imposes no time-out. Its
 * state is a function of what happened and of the time that its {@link Ticker} shows: {@link
 * #state()} reports HALF_OPEN as soon as the wait is over, whether or not a call came.
 */
public final class Breaker extends Steering {

    private Breaker(Circuit circuit) {
        super(circuit);
    }

    /**
     * A breaker on the time of the JVM.
     *
     * @param name how it is called in messages, events and meters; not blank
     * @param config its settings
     * @return a new breaker, in its initial state
     */
    public static Breaker of(String name, BreakerConfig config) {
        return of(name, config, Ticker.system());
    }

    /**
     * A breaker on a time of its own.
     *
     * @param name how it is called in messages, events and meters; not blank
     * @param config its settings
     * @param ticker the only clock that drives it
     * @return a new breaker, in its initial state
     */
    public static Breaker of(String name, BreakerConfig config, Ticker ticker) {
        return of(
                name,
                config,
                ticker,
                Alarm.shared(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    static Breaker of(
            String name, BreakerConfig config, Ticker ticker, Alarm alarm, DoubleSupplier random) {
        long now = Objects.requireNonNull(ticker, "ticker").read();
        return new Breaker(new Circuit(name, config, ticker, now, alarm, random).armed());
    }

    /** {@return how the breaker is called} */
    public String name() {
        return circuit.name;
    }

    /** {@return the settings in force} */
    public BreakerConfig config() {
        return circuit.config();
    }

    /**
     * Makes a call if it is permitted. The caller gets the call's own result or exception; what
     * that counts as is for {@link #config()} to say.
     *
     * @param <T> what the call returns
     * @param <X> what the call throws
     * @param call the operation
     * @return what it returned
     * @throws X what it threw
     * @throws CallNotPermittedException if it was rejected, and not made
     */
    public <T extends @Nullable Object, X extends Throwable> T call(Call<T, X> call) throws X {
        Objects.requireNonNull(call, "call");
        Phase issuer = circuit.admit();
        long startedAt = circuit.startTime();
        T result;
        try {
            result = call.call();
        } catch (Throwable thrown) {
            circuit.threw(issuer, startedAt, thrown);
            throw thrown;
        }
        circuit.returned(issuer, startedAt, result);
        return result;
    }

    /**
     * Makes a call without a result, if it is permitted.
     *
     * @param <X> what the call throws
     * @param action the operation
     * @throws X what it threw
     * @throws CallNotPermittedException if it was rejected, and not made
     */
    public <X extends Throwable> void run(Action<X> action) throws X {
        Objects.requireNonNull(action, "action");
        Phase issuer = circuit.admit();
        long startedAt = circuit.startTime();
        try {
            action.run();
        } catch (Throwable thrown) {
            circuit.threw(issuer, startedAt, thrown);
            throw thrown;
        }
        circuit.succeeded(issuer, startedAt);
    }

    /**
     * Makes a call if it is permitted, or what is to be done instead. Allocates nothing, unless the
     * call is rejected or fails.
     *
     * @param <A> something that the call is about
     * @param <B> something that the call is about
     * @param call the operation and its substitutes
     * @param first handed to them
     * @param second handed to them
     * @return what the operation, or a substitute, returned
     * @throws Throwable what the operation, or a substitute, threw
     */
    public <A, B> @Nullable Object call(GuardedCall<? super A, ? super B> call, A first, B second)
            throws Throwable {
        Phase issuer;
        try {
            issuer = circuit.admit();
        } catch (CallNotPermittedException rejected) {
            return call.rejected(first, second, rejected);
        }
        long startedAt = circuit.startTime();
        Object result;
        try {
            result = call.call(first, second);
        } catch (Throwable thrown) {
            Outcome outcome = circuit.threw(issuer, startedAt, thrown);
            return call.threw(first, second, thrown, outcome);
        }
        if (call.isDone(first, second, result)) {
            circuit.returned(issuer, startedAt, result);
        } else {
            circuit.cancelled(issuer, startedAt);
        }
        return result;
    }

    /**
     * Starts an asynchronous call if it is permitted. Nothing is thrown: a rejection, or what the
     * operation throws while it starts, completes the result exceptionally. The result completes on
     * the thread that completes the call, after the outcome was recorded. Cancelling the result
     * cancels the call, which then has no verdict; a time-out set on it counts as failure.
     *
     * @param <T> what the call completes with
     * @param call the operation
     * @return a stage that completes as the call does
     */
    public <T extends @Nullable Object> CompletionStage<T> callAsync(
            Call<? extends CompletionStage<T>, ? extends Throwable> call) {
        return AsyncCall.start(this, Objects.requireNonNull(call, "call"));
    }

    /**
     * Asks for permission to make a call by hand.
     *
     * @return a permit, which must be settled
     * @throws CallNotPermittedException if the call is rejected
     */
    public Permit acquire() {
        Phase issuer = circuit.admit();
        return new Permit(issuer, circuit.startTime());
    }

    /**
     * Asks for permission to make a call by hand.
     *
     * @return a permit, which must be settled; null if the call is rejected
     */
    public @Nullable Permit tryAcquire() {
        Phase issuer = circuit.tryAdmit();
        return issuer == null ? null : new Permit(issuer, circuit.startTime());
    }

    /**
     * The state at this moment. A change that is due by time takes place now if nobody has looked
     * before, and listeners hear of it on this thread.
     *
     * @return the state
     */
    public State state() {
        return circuit.state();
    }

    /**
     * {@return all that the breaker knows at this moment; as for {@link #state()}, what is due by
     * time takes place first}
     */
    public Snapshot snapshot() {
        return circuit.snapshot();
    }

    /**
     * Adds a listener.
     *
     * @param listener hears what it overrides, from now on
     */
    public void addListener(BreakerListener listener) {
        circuit.add(listener);
    }

    /**
     * Removes a listener; nothing happens where it was not there.
     *
     * @param listener one that was added
     */
    public void removeListener(BreakerListener listener) {
        circuit.remove(listener);
    }

    /**
     * From now on, adds up how long calls take; see {@link Snapshot#totalSuccessfulTime()}. Costs
     * two readings of the clock per call where no rule needs them anyway.
     */
    public void measureDurations() {
        circuit.measureDurations();
    }

    @Override
    public String toString() {
        return "Breaker '%s' (%s)".formatted(name(), state());
    }
}
