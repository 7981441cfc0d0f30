package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What the check says of an application that must not start. */
public final class StartupProblems {

    private StartupProblems() {}

    /** The places and descriptions of all problems, without packages and outer classes. */
    public static List<String> of(ApplicationContextRunner application) {
        List<String> problems = new ArrayList<>();
        application.run(
                context -> {
                    assertThat(context)
                            .getFailure()
                            .isInstanceOf(InvalidCircuitBreakerException.class);
                    ((InvalidCircuitBreakerException) context.getStartupFailure())
                            .problems()
                            .forEach(problem -> problems.add(line(problem)));
                });
        return problems;
    }

    /** The same, for an application with these beans. */
    public static List<String> of(Class<?>... beans) {
        return of(AnnotatedApplication.with(beans));
    }

    private static String line(AnnotationProblem problem) {
        return (problem.place() + ": " + problem.description())
                .replaceAll("[A-Za-z.]*Tests\\.", "");
    }
}
