package dev.breaker.spring.dashboard;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the browser for the first test that wants it, and ends it after the last of all tests. */
final class ChromiumExtension implements ExecutionCondition, ParameterResolver {

    static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return decide(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                Boolean.parseBoolean(System.getenv("CI")));
    }

    static ConditionEvaluationResult decide(boolean isThere, boolean isCi) {
        if (isThere || isCi) {
            return ConditionEvaluationResult.enabled("there is a browser, or there should be");
        }
        return ConditionEvaluationResult.disabled(
                "There is no %s with %s: apt-get install chromium chromium-driver"
                        .formatted(CHROMIUM, DRIVER));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Browser.class))
                .computeIfAbsent(Browser.class, type -> Browser.start(), Browser.class);
    }
}
