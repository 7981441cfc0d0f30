package dev.breaker;

/** What became of a permitted call. */
public enum Outcome {
    /** It succeeded in time. */
    SUCCESS(0),
    /** It failed in time. */
    FAILURE(1),
    /** It succeeded, but took at least as long as the threshold for slow calls. */
    SLOW_SUCCESS(2),
    /** It failed, and took at least as long as the threshold for slow calls. */
    SLOW_FAILURE(3),
    /** It says nothing about the backend: cancelled, interrupted, or ignored by configuration. */
    IGNORED(4);

    private static final Outcome[] JUDGED = {SUCCESS, FAILURE, SLOW_SUCCESS, SLOW_FAILURE};

    /** The number of bits that the {@link #code()} of a judged call takes. */
    static final int CODE_BITS = 2;

    /** The number of codes. */
    static final int CODES = 5;

    private final int code;

    Outcome(int code) {
        this.code = code;
    }

    static Outcome of(boolean failed, boolean slow) {
        return JUDGED[(failed ? 1 : 0) | (slow ? 2 : 0)];
    }

    /** Bit 0: failed; bit 1: slow; bit 2, alone: ignored. */
    int code() {
        return code;
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
