package dev.breaker.spring.endpoint;

/** The kinds of events, each of which has a buffer of its own. */
enum EventType {
    /** The state changed. */
    TRANSITION,
    /** A call failed, slow or not. */
    FAILURE,
    /** A call succeeded, but was slow. */
    SLOW_SUCCESS,
    /** A call succeeded in time. */
    SUCCESS,
    /** A call had no verdict. */
    IGNORED,
    /** An attempt got no permit. */
    NOT_PERMITTED,
    /** The rehearsal of METRICS_ONLY changed its state; nothing was rejected for it. */
    REHEARSAL,
    /** The rehearsal of other settings changed its state; nothing was rejected for it. */
    CANDIDATE
}
