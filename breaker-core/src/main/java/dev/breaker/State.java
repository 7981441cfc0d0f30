package dev.breaker;

/** What a breaker does with the next call. */
public enum State {
    /** Permits all calls, records their outcomes, and trips when a threshold is reached. */
    CLOSED,
    /** Rejects all calls until its wait is over, then becomes {@link #HALF_OPEN} by itself. */
    OPEN,
    /** Permits a fixed number of probes, whose outcomes decide between closed and open. */
    HALF_OPEN,
    /** Rejects all calls until an operator says otherwise. */
    FORCED_OPEN,
    /** Permits all calls and records nothing but the lifetime totals. */
    DISABLED,
    /** Permits all calls and records their outcomes, but never trips. */
    METRICS_ONLY
}
