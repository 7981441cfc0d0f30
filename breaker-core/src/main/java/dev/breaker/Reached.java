package dev.breaker;

/**
 * What an outcome has brought about when it reached a threshold.
 *
 * @param counts what the window held right after it
 * @param failuresInARow how many failures there were by then, one after the other
 */
record Reached(Counts counts, long failuresInARow) {}
