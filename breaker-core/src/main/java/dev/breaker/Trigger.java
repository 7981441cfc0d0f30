package dev.breaker;

/** What brings a transition about. */
public enum Trigger {
    /** The rate of failures reached its threshold. */
    FAILURE_RATE,
    /** The rate of slow calls reached its threshold. */
    SLOW_CALL_RATE,
    /** The number of failures in the window reached its threshold. */
    FAILURE_COUNT,
    /** The number of failures in a row reached its threshold. */
    CONSECUTIVE_FAILURES,
    /** {@link BreakerConfig.Builder#tripWhen} held. */
    CUSTOM_RULE,
    /** A probe failed where one failure is enough. */
    FAILED_PROBE,
    /** The wait in OPEN was over. */
    WAIT_OVER,
    /** Enough probes were known to stay below the thresholds. */
    PROBES_PASSED,
    /** The probes were not settled in time. */
    PROBES_OVERDUE,
    /** An operator said so. */
    OPERATOR,
    /** What an operator had ordered for a while was over. */
    ORDER_OVER,
    /** The breaker was made in this state. */
    INITIAL
}
