package dev.breaker.spring;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.ParserContext;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/** Parses and checks the expressions of annotations, each once. Thread-safe. */
final class CallExpressions {

    private static final String ACTION =
            "Write an expression over the call: a parameter by its name (#partnerId) or its place (#p0),"
                    + " or #root.args, #root.method, #root.target, or a @bean.";

    private static final String NAMELESS_ACTION =
            "Compile with -parameters (Kotlin: -java-parameters), or name the place of the parameter:"
                    + " #p0 is the first.";

    private final ConfigurableBeanFactory beans;
    private final SpelExpressionParser parser;
    private final StandardEvaluationContext context = new StandardEvaluationContext();

    CallExpressions(ConfigurableBeanFactory beans) {
        this.beans = beans;
        this.parser =
                new SpelExpressionParser(
                        new SpelParserConfiguration(
                                SpelCompilerMode.MIXED, beans.getBeanClassLoader()));
        context.setBeanResolver(new BeanFactoryResolver(beans));
    }

    /** Whether a text has expressions in it. */
    static boolean isTemplate(String text) {
        return text.contains("#{");
    }

    /**
     * What a text says of a call; null, with a problem noted, if it cannot say it.
     *
     * @param text an expression, or a text with expressions in <code>#{...}</code>
     * @param attribute where it was written
     */
    @Nullable CallTemplate parse(
            String text,
            String attribute,
            Method method,
            Class<?> type,
            AnnotationProblems problems) {
        try {
            Expression parsed =
                    isTemplate(text)
                            ? parser.parseExpression(text, ParserContext.TEMPLATE_EXPRESSION)
                            : parser.parseExpression(text);
            return checked(parsed, text, attribute, method, type, problems);
        } catch (ParseException | IllegalStateException wrong) {
            problems.add(method, type, unparsable(text, attribute, wrong), ACTION);
            return null;
        }
    }

    private @Nullable CallTemplate checked(
            Expression parsed,
            String text,
            String attribute,
            Method method,
            Class<?> type,
            AnnotationProblems problems) {
        CallParameters parameters = CallParameters.of(method, type);
        ExpressionCheck check = new ExpressionCheck(parameters, beans);
        List<CallTemplate.Part> parts = parts(parsed, text, parameters, check);
        for (String problem : check.problems()) {
            problems.add(
                    method,
                    type,
                    "Its %s \"%s\" %s".formatted(attribute, text, problem),
                    parameters.areNameless() ? NAMELESS_ACTION : ACTION);
        }
        return check.problems().isEmpty()
                ? new CallTemplate(text, attribute, method, type, parts, check.touchesCall())
                : null;
    }

    private List<CallTemplate.Part> parts(
            Expression parsed, String text, CallParameters parameters, ExpressionCheck check) {
        List<CallTemplate.Part> parts = new ArrayList<>();
        int read = 0;
        for (Expression part : parts(parsed)) {
            parts.add(part(part, parameters));
            int at = Math.max(read, text.indexOf(part.getExpressionString(), read));
            if (part instanceof SpelExpression expression) {
                check.check(expression.getAST(), at);
            }
            read = at + part.getExpressionString().length();
        }
        return parts;
    }

    private static String unparsable(String text, String attribute, RuntimeException wrong) {
        String where =
                wrong instanceof ParseException parsing && parsing.getPosition() >= 0
                        ? " at character %d".formatted(parsing.getPosition() + 1)
                        : "";
        String why =
                wrong instanceof ParseException parsing
                        ? parsing.getSimpleMessage()
                        : Objects.toString(wrong.getMessage());
        return "Its %s \"%s\" cannot be parsed%s: %s".formatted(attribute, text, where, why);
    }

    private static List<Expression> parts(Expression parsed) {
        return parsed instanceof CompositeStringExpression composite
                ? List.of(composite.getExpressions())
                : List.of(parsed);
    }

    private CallTemplate.Part part(Expression part, CallParameters parameters) {
        if (!(part instanceof SpelExpression expression)) {
            return new CallTemplate.Literal(part.getExpressionString());
        }
        Integer place =
                expression.getAST() instanceof VariableReference variable
                        ? parameters.place(variable.toStringAST().substring(1))
                        : null;
        return place == null
                ? new CallTemplate.Evaluated(expression, parameters, context)
                : new CallTemplate.Argument(place);
    }
}
