package dev.breaker;

/**
 * A rule that holds.
 *
 * @param trigger which one
 * @param threshold NaN where it has none
 * @param value what has reached it; NaN where there is none
 * @param words rule and numbers
 */
record BrokenRule(Trigger trigger, double threshold, double value, String words) {}
