package dev.breaker;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * How thoroughly Lincheck looks: {@code -Dlincheck.scenarios=…} says how many random scenarios each
 * check tries, {@code -Dlincheck.interleavings=…} how many interleavings of each. One thread runs
 * at a time; where it gives way to the other is chosen, and chosen anew. A failure is printed with
 * its scenario and its interleaving.
 */
final class Lincheck {

    private static final int SCENARIOS = Integer.getInteger("lincheck.scenarios", 20);
    private static final int INTERLEAVINGS = Integer.getInteger("lincheck.interleavings", 300);
    private static final int THREADS = 2;
    private static final int OPERATIONS = 3;
    private static final int OPERATIONS_BEFORE = 3;
    private static final int OPERATIONS_AFTER = 2;

    private Lincheck() {}

    static void check(Class<?> tested, Class<?> specification) {
        new ModelCheckingOptions()
                .iterations(SCENARIOS)
                .invocationsPerIteration(INTERLEAVINGS)
                .threads(THREADS)
                .actorsPerThread(OPERATIONS)
                .actorsBefore(OPERATIONS_BEFORE)
                .actorsAfter(OPERATIONS_AFTER)
                .sequentialSpecification(specification)
                .check(tested);
    }
}
