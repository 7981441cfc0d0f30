package dev.breaker;

/** What became of a permitted call. */
public enum Outcome {
    /** It succeeded in time. */
    SUCCESS,
    /** It failed in time. */
    FAILURE,
    /** It succeeded, but took at least as long as the threshold for slow calls. */
    SLOW_SUCCESS,
    /** It failed, and took at least as long as the threshold for slow calls. */
    SLOW_FAILURE,
    /** It says nothing about the backend: cancelled, interrupted, or ignored by configuration. */
    IGNORED;

    private static final Outcome[] JUDGED = {SUCCESS, FAILURE, SLOW_SUCCESS, SLOW_FAILURE};

    /** The number of bits that {@link #code()} takes. */
    static final int CODE_BITS = 2;

    static Outcome of(boolean failed, boolean slow) {
        return JUDGED[(failed ? 1 : 0) | (slow ? 2 : 0)];
    }

    /** Bit 0: failed; bit 1: slow. Not defined for {@link #IGNORED}. */
    int code() {
        return ordinal();
    }

    /**
     * Whether this is a failure, slow or not.
     *
     * @return true for {@link #FAILURE} and {@link #SLOW_FAILURE}
     */
    public boolean isFailure() {
        return this == FAILURE || this == SLOW_FAILURE;
    }

    /**
     * Whether the call was slow, failed or not.
     *
     * @return true for {@link #SLOW_SUCCESS} and {@link #SLOW_FAILURE}
     */
    public boolean isSlow() {
        return this == SLOW_SUCCESS || this == SLOW_FAILURE;
    }
}
