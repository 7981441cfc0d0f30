package dev.breaker.spring.stream;

/** Sees to it that streams that have clients do what is due. */
interface Pulse {

    /** From now on, until the stream is idle. */
    void beatFor(Stream stream);

    /** Whether new clients are taken. */
    boolean isBeating();
}
