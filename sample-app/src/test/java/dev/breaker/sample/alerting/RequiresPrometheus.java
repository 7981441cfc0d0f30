package dev.breaker.sample.alerting;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test that starts programs of Prometheus. Without them it is skipped, and says so; in CI, which
 * installs them, it fails.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresPrometheus.Condition.class)
@interface RequiresPrometheus {

    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            ConditionEvaluationResult result =
                    evaluate(
                            isInstalled("prometheus") && isInstalled("promtool"),
                            "true".equals(System.getenv("CI")));
            if (result.isDisabled()) {
                System.out.println(
                        "Skipped " + context.getDisplayName() + ": " + result.getReason().get());
            }
            return result;
        }

        static ConditionEvaluationResult evaluate(boolean installed, boolean ci) {
            if (installed) {
                return ConditionEvaluationResult.enabled("Prometheus is installed");
            }
            String missing =
                    "prometheus and promtool are not on the PATH: Debian's package is 'prometheus'";
            if (ci) {
                throw new IllegalStateException(missing);
            }
            return ConditionEvaluationResult.disabled(missing);
        }

        private static boolean isInstalled(String program) {
            return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .map(directory -> Path.of(directory, program))
                    .anyMatch(Files::isExecutable);
        }
    }
}
