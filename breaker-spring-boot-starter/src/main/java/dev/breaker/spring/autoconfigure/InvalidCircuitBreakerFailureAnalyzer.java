package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.AnnotationProblem;
import dev.breaker.spring.InvalidCircuitBreakerException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells what is wrong with annotations and what to do, all of it at once. */
final class InvalidCircuitBreakerFailureAnalyzer
        extends AbstractFailureAnalyzer<InvalidCircuitBreakerException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, InvalidCircuitBreakerException invalid) {
        List<AnnotationProblem> problems = invalid.problems();
        return new FailureAnalysis(
                "@CircuitBreaker cannot work here:\n\n"
                        + list(problems, AnnotationProblem::description),
                problems.size() == 1
                        ? problems.get(0).action()
                        : "\n" + list(problems, AnnotationProblem::action),
                invalid);
    }

    private static String list(
            List<AnnotationProblem> problems, Function<AnnotationProblem, String> text) {
        return problems.stream()
                .map(problem -> problem.place() + "\n  " + text.apply(problem))
                .collect(Collectors.joining("\n\n"));
    }
}
