package dev.breaker.spring.autoconfigure;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, so that one report says all of it. Not thread-safe. */
final class Problems {

    private final Set<Problem> problems = new LinkedHashSet<>();

    /** What many breakers inherit is wrong once. */
    void add(Problem problem) {
        problems.add(problem);
    }

    /** {@return whether there is something wrong with what stands at this place} */
    boolean concern(Place place) {
        return problems.stream()
                .anyMatch(problem -> problem.places().stream().anyMatch(place::isAt));
    }

    /** {@return all that was added} */
    List<Problem> all() {
        return List.copyOf(problems);
    }

    /** In the order in which a reader of the configuration comes upon them. */
    void throwIfAny(ConfiguredKeys keys) {
        if (!problems.isEmpty()) {
            List<String> order = keys.written().stream().map(Place::of).map(Place::origin).toList();
            throw new InvalidBreakerConfigurationException(
                    problems.stream()
                            .sorted(Comparator.comparingInt(problem -> position(problem, order)))
                            .toList());
        }
    }

    private static int position(Problem problem, List<String> order) {
        return problem.places().stream()
                .map(Place::origin)
                .mapToInt(order::indexOf)
                .filter(position -> position >= 0)
                .min()
                .orElse(Integer.MAX_VALUE);
    }
}
