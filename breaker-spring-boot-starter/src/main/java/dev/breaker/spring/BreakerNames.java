package dev.breaker.spring;

import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;

/** Fills in the placeholders of what an annotation says of its breaker. */
final class BreakerNames {

    private final ConfigurableBeanFactory beans;

    BreakerNames(ConfigurableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * The text with its placeholders filled in; null, with a problem noted, if that cannot be done.
     *
     * @param text as written
     * @param attribute where it was written
     */
    @Nullable String resolve(
            String text,
            String attribute,
            Method method,
            Class<?> type,
            AnnotationProblems problems) {
        String problem;
        try {
            String resolved = Objects.requireNonNullElse(beans.resolveEmbeddedValue(text), "");
            problem = problemOf(text, attribute, resolved);
            if (problem == null) {
                return resolved;
            }
        } catch (IllegalArgumentException unresolvable) {
            problem = Objects.toString(unresolvable.getMessage());
        }
        problems.add(method, type, problem, action(text, attribute));
        return null;
    }

    private static @Nullable String problemOf(String text, String attribute, String resolved) {
        if (resolved.contains("${")) {
            return "Its %s holds a placeholder that has no value: \"%s\"."
                    .formatted(attribute, resolved);
        }
        if (resolved.isBlank()) {
            return text.equals(resolved)
                    ? "Its %s is blank.".formatted(attribute)
                    : "Its %s is blank: \"%s\" is \"%s\".".formatted(attribute, text, resolved);
        }
        return null;
    }

    private static String action(String text, String attribute) {
        return text.contains("${")
                ? "Define the property, or give the placeholder a default: ${key:default}."
                : "Set %s to a fixed text, or to a ${placeholder} for one.".formatted(attribute);
    }
}
