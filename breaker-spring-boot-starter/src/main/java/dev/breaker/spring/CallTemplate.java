package dev.breaker.spring;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/** A text with parts that each call fills in anew. Thread-safe. */
final class CallTemplate implements CallText {

    /** A part of the text. */
    sealed interface Part {

        @Nullable Object of(CallRoot call);
    }

    /** One that is the same for every call. */
    record Literal(String text) implements Part {

        @Override
        public Object of(CallRoot call) {
            return text;
        }
    }

    /** One that is a parameter as it is: no expression need be evaluated. */
    record Argument(int place) implements Part {

        @Override
        public @Nullable Object of(CallRoot call) {
            return call.getArgs()[place];
        }
    }

    /** Any other expression. */
    record Evaluated(
            SpelExpression expression, CallParameters parameters, StandardEvaluationContext shared)
            implements Part {

        @Override
        public @Nullable Object of(CallRoot call) {
            CallContext context = new CallContext(call, parameters);
            shared.applyDelegatesTo(context);
            return expression.getValue(context);
        }
    }

    /** Finds parameters where an expression looks for variables. */
    private static final class CallContext extends StandardEvaluationContext {

        private final CallRoot call;
        private final CallParameters parameters;

        private CallContext(CallRoot call, CallParameters parameters) {
            super(call);
            this.call = call;
            this.parameters = parameters;
        }

        @Override
        public @Nullable Object lookupVariable(String name) {
            Integer place = parameters.place(name);
            return place == null ? super.lookupVariable(name) : call.getArgs()[place];
        }
    }

    private final String written;
    private final String attribute;
    private final Method method;
    private final Class<?> type;
    private final List<Part> parts;
    private final boolean touchesCall;

    CallTemplate(
            String written,
            String attribute,
            Method method,
            Class<?> type,
            List<Part> parts,
            boolean touchesCall) {
        this.written = written;
        this.attribute = attribute;
        this.method = method;
        this.type = type;
        this.parts = List.copyOf(parts);
        this.touchesCall = touchesCall;
    }

    @Override
    public @Nullable String of(@Nullable Object target, @Nullable Object[] arguments) {
        try {
            CallRoot call = new CallRoot(method, target, arguments);
            return parts.size() == 1 ? text(parts.get(0), call) : joined(call);
        } catch (RuntimeException wrong) {
            throw new IllegalStateException(
                    "The %s \"%s\" of @CircuitBreaker on %s cannot be told: %s"
                            .formatted(
                                    attribute,
                                    written,
                                    Descriptions.of(method, type),
                                    wrong.getMessage()),
                    wrong);
        }
    }

    private @Nullable String joined(CallRoot call) {
        StringBuilder joined = new StringBuilder();
        for (Part part : parts) {
            String text = text(part, call);
            if (text == null) {
                return null;
            }
            joined.append(text);
        }
        return joined.toString();
    }

    private static @Nullable String text(Part part, CallRoot call) {
        Object value = part.of(call);
        return value == null ? null : KeyText.of(value);
    }

    /** Whether it can differ from call to call. */
    boolean touchesCall() {
        return touchesCall;
    }

    /** What is common to all calls, with a * for what is not. */
    String pattern() {
        return parts.stream()
                .map(part -> part instanceof Literal literal ? literal.text() : "*")
                .collect(Collectors.joining())
                .replaceAll("\\*+", "*");
    }

    @Override
    public String written() {
        return written;
    }
}
