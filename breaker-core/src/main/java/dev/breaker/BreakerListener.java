package dev.breaker;

/**
 * Hears what happens at a breaker. Override what you want to hear; what no listener overrides costs
 * nothing.
 *
 * <p>Listeners run on the thread that caused the event, outside any lock. Transitions arrive one
 * after the other and in the order in which they happened, on whichever thread comes by; a listener
 * may call back into the breaker, and hears of the result after it has returned. Outcomes and
 * rejections arrive concurrently. What a listener throws is logged and changes nothing for the call
 * or for other listeners. A slow listener delays its thread: hand long work to another.
 */
public interface BreakerListener {

    /**
     * The breaker changed its state.
     *
     * @param transition from, to, and why
     */
    default void onTransition(StateTransition transition) {}

    /**
     * A permitted call ended. Overriding this makes the breaker measure every call.
     *
     * @param outcome how it ended
     */
    default void onOutcome(CallOutcome outcome) {}

    /**
     * A permitted call failed, slow or not; {@link #onOutcome} hears of it too. Unlike that, it
     * costs calls that succeed nothing: its duration is null unless durations are wanted for other
     * reasons.
     *
     * @param failure how it failed
     */
    default void onFailure(CallOutcome failure) {}

    /**
     * An attempt got no permit.
     *
     * @param rejection by which state
     */
    default void onNotPermitted(Rejection rejection) {}

    /**
     * The rehearsal of METRICS_ONLY moved. Nothing was rejected for it.
     *
     * @param transition what would have happened in earnest, and why
     */
    default void onRehearsal(StateTransition transition) {}

    /**
     * The rehearsal of a {@linkplain Breaker#rehearse candidate} moved. Nothing was rejected for
     * it.
     *
     * @param transition what would have happened with the candidate, and why
     */
    default void onCandidate(StateTransition transition) {}
}
