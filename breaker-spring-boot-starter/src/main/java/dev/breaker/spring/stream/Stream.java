package dev.breaker.spring.stream;

/** A stream, as the thread of all streams sees it. */
interface Stream {

    /** Does what is due, or some of it; says whether there is more. */
    boolean tick(long now);

    /** Whether nobody listens. */
    boolean isIdle();

    /** Sends everybody away; may be followed by new clients. */
    void end();
}
