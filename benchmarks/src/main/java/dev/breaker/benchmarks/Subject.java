package dev.breaker.benchmarks;

/** A circuit breaker of some make, with a window that lets the benchmark's calls pass. */
interface Subject {

    /** A call through the breaker. */
    Object call(Operation operation);

    /** A call by hand: permission, nothing, success. */
    void permitAndSuccess();

    /** Whether a permit is to be had; none is settled. */
    boolean tryAcquire();

    /** Trips, for longer than any benchmark takes. */
    void open();

    /** Half-opens. */
    void halfOpen();

    /** What is kept for the breaker. */
    Object retained();
}
