package dev.breaker.spring;

/** For which exceptions of a guarded method its fallback runs. */
public enum FallbackOn {
    /** For failures, as the breaker's settings define them, and for rejections. */
    FAILURE,
    /** For rejections only. */
    REJECTION,
    /** For every exception. */
    ANY
}
