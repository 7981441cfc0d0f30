package dev.breaker.spring;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, so that the user hears of everything at once. */
final class AnnotationProblems {

    private final Set<AnnotationProblem> found = new LinkedHashSet<>();

    void add(Method method, Class<?> type, String description, String action) {
        add(new AnnotationProblem(Descriptions.of(method, type), description, action));
    }

    void add(AnnotationProblem problem) {
        found.add(problem);
    }

    void addAll(List<AnnotationProblem> problems) {
        found.addAll(problems);
    }

    boolean areFound() {
        return !found.isEmpty();
    }

    void throwIfFound() {
        if (!found.isEmpty()) {
            throw new InvalidCircuitBreakerException(List.copyOf(found));
        }
    }
}
