package dev.breaker.spring.stream;

/** How a client is reached. No method waits for the client. Thread-safe. */
interface Connection {

    /** Something is there for the client. */
    void wake();

    /** Ends the answer, without what the client has not taken yet. */
    void end();

    /** Cuts the connection to a client that takes nothing. */
    void abort();
}
