package dev.breaker;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A configuration and what happens to a breaker that has it.
 *
 * @param random what the breaker's source of jitter always returns
 */
record History(BreakerConfig config, double random, List<Step> steps) {

    static History of(long seed) {
        RandomGenerator random =
                new SplittableRandom(seed); // Random begins alike for seeds in a row
        BreakerConfig config = RandomConfig.of(random);
        double jitter = random.nextInt(8) / 8.0;
        int length = 10 + random.nextInt(random.nextInt(8) == 0 ? 400 : 80);
        List<Step> steps =
                IntStream.range(0, length).mapToObj(i -> Step.random(random, i)).toList();
        return new History(config, jitter, steps);
    }

    /** Leaves out steps, many at once and then single ones, as long as it fails without them. */
    History shortened(Predicate<History> fails) {
        History shortest = this;
        for (int chunk = Math.max(1, steps.size() / 2); chunk > 0; chunk /= 2) {
            for (int at = 0; at < shortest.steps.size(); ) {
                History shorter = shortest.without(at, at + chunk);
                if (fails.test(shorter)) {
                    shortest = shorter;
                } else {
                    at += chunk;
                }
            }
        }
        return shortest;
    }

    private History without(int from, int to) {
        List<Step> rest = new ArrayList<>(steps);
        rest.subList(from, Math.min(to, rest.size())).clear();
        return new History(config, random, List.copyOf(rest));
    }
}
