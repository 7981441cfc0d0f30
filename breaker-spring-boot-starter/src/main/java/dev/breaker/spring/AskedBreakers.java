package dev.breaker.spring;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;

/** Reads which breaker an annotation asks for: placeholders and expressions, each once. */
final class AskedBreakers {

    private static final String KEY = "key";
    private static final String NAME = "name";

    private final BreakerNames names;
    private final CallExpressions expressions;

    AskedBreakers(ConfigurableBeanFactory beans) {
        this.names = new BreakerNames(beans);
        this.expressions = new CallExpressions(beans);
    }

    /** What an annotation asks for; null, with a problem noted, if it cannot be told. */
    @Nullable AskedBreaker of(
            Method method, Class<?> type, Annotated annotated, AnnotationProblems problems) {
        String name = names.resolve(annotated.name(), NAME, method, type, problems);
        String configuration = configuration(annotated, method, type, problems);
        CallTemplate key = key(annotated, method, type, problems);
        boolean withoutItsKey = key == null && !annotated.key().isEmpty();
        if (name == null || configuration == null || withoutItsKey) {
            return null;
        }
        return CallExpressions.isTemplate(name)
                ? byExpression(name, configuration, key, method, type, problems)
                : new AskedBreaker(name, configuration, key, false);
    }

    private @Nullable String configuration(
            Annotated annotated, Method method, Class<?> type, AnnotationProblems problems) {
        String written = annotated.configuration();
        String resolved =
                written.isEmpty()
                        ? ""
                        : names.resolve(written, "configuration", method, type, problems);
        if (resolved != null && CallExpressions.isTemplate(resolved)) {
            problems.add(
                    method,
                    type,
                    "Its configuration is an expression: \"%s\".".formatted(resolved),
                    "Only name and key may hold expressions; set configuration to a fixed text, or to a"
                            + " ${placeholder} for one.");
            return null;
        }
        return resolved;
    }

    private @Nullable CallTemplate key(
            Annotated annotated, Method method, Class<?> type, AnnotationProblems problems) {
        if (annotated.key().isEmpty()) {
            return null;
        }
        String text = names.resolve(annotated.key(), KEY, method, type, problems);
        return text == null ? null : expressions.parse(text, KEY, method, type, problems);
    }

    private @Nullable AskedBreaker byExpression(
            String text,
            String configuration,
            @Nullable CallTemplate key,
            Method method,
            Class<?> type,
            AnnotationProblems problems) {
        CallTemplate name = expressions.parse(text, NAME, method, type, problems);
        if (name == null) {
            return null;
        }
        if (!name.touchesCall()) {
            String fixed = fixed(name, method, type, problems);
            return fixed == null ? null : new AskedBreaker(fixed, configuration, key, false);
        }
        if (key != null) {
            problems.add(
                    method,
                    type,
                    "Its name \"%s\" depends on the call, and it has a key \"%s\" besides."
                            .formatted(text, key.written()),
                    "Let one of them tell the breakers of calls apart: a fixed name, and a key of all that"
                            + " matters, as in key = \"#tenant + '/' + #shard\".");
            return null;
        }
        return new AskedBreaker(name.pattern(), configuration, name, true);
    }

    /** The value of an expression that is the same for every call. */
    private static @Nullable String fixed(
            CallTemplate name, Method method, Class<?> type, AnnotationProblems problems) {
        String problem;
        try {
            String value = name.of(null, new Object[0]);
            if (value != null && !value.isBlank()) {
                return value;
            }
            problem =
                    "Its name is %s: \"%s\"."
                            .formatted(value == null ? "null" : "blank", name.written());
        } catch (IllegalStateException wrong) {
            Throwable cause = wrong.getCause();
            problem =
                    "Its name \"%s\" cannot be told: %s"
                            .formatted(
                                    name.written(), (cause == null ? wrong : cause).getMessage());
        }
        problems.add(method, type, problem, "Correct the expression, or set name to a fixed text.");
        return null;
    }
}
