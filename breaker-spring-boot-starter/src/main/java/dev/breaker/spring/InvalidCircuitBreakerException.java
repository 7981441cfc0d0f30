package dev.breaker.spring;

import java.util.List;
import java.util.stream.Collectors;

/** One or several annotations {@code @CircuitBreaker} cannot work as they stand. */
public final class InvalidCircuitBreakerException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of the JDK's own
    private final List<AnnotationProblem> problems;

    InvalidCircuitBreakerException(List<AnnotationProblem> problems) {
        super(
                problems.stream()
                        .map(problem -> problem.place() + ": " + problem.description())
                        .collect(Collectors.joining("\n")));
        this.problems = problems;
    }

    /** {@return all that was found, at least one} */
    public List<AnnotationProblem> problems() {
        return problems;
    }
}
