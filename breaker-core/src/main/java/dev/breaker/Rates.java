package dev.breaker;

/**
 * The rates of a window.
 *
 * @param failures percent; NaN where it is not known
 * @param slowCalls percent; NaN where it is not known or not judged
 */
record Rates(double failures, double slowCalls) {

    static Rates of(Counts counts, Phase phase) {
        boolean known = counts.calls() >= phase.minimumForRates();
        return new Rates(
                known ? counts.failureRate() : Double.NaN,
                known && phase.rules.judgesSlowCalls() ? counts.slowCallRate() : Double.NaN);
    }
}
