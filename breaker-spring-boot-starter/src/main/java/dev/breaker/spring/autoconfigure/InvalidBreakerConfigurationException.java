package dev.breaker.spring.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Stops the start of an application whose breakers are configured wrongly; says all that is wrong.
 */
final class InvalidBreakerConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String description;
    private final String action;

    InvalidBreakerConfigurationException(List<Problem> problems) {
        this(describe(problems), act(problems));
    }

    private InvalidBreakerConfigurationException(String description, String action) {
        super(description + "%n%n".formatted() + action);
        this.description = description;
        this.action = action;
    }

    /** {@return where it is wrong, and why} */
    String description() {
        return description;
    }

    /** {@return what would be right} */
    String action() {
        return action;
    }

    private static String act(List<Problem> problems) {
        return problems.size() == 1
                ? problems.get(0).action()
                : "Correct each of these in the configuration of the application.";
    }

    private static String describe(List<Problem> problems) {
        if (problems.size() == 1) {
            return "The configuration of the breakers is wrong:%n%n".formatted()
                    + indent(problems.get(0).describe(), "    ");
        }
        return "The configuration of the breakers is wrong in %d places:%n%n"
                        .formatted(problems.size())
                + IntStream.range(0, problems.size())
                        .mapToObj(i -> numbered(i + 1, problems.get(i)))
                        .collect(Collectors.joining("%n%n".formatted()));
    }

    /** Where there are many problems, what to do about each stands beside it. */
    private static String numbered(int number, Problem problem) {
        String head = "%2d. ".formatted(number);
        String text = problem.describe() + "%nAction: ".formatted() + problem.action();
        return head + indent(text, " ".repeat(head.length())).strip();
    }

    private static String indent(String text, String by) {
        return text.lines()
                .map(line -> line.isEmpty() ? line : by + line)
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
