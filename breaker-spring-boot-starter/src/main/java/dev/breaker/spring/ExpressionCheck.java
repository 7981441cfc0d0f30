package dev.breaker.spring;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.util.ReflectionUtils;

/**
 * Reads what an expression refers to before it is evaluated for the first time: what is not there,
 * and whether it looks at the call at all.
 */
final class ExpressionCheck {

    private static final Set<String> OF_THE_CALL =
            Set.of("method", "target", "targetClass", "args");

    private final CallParameters parameters;
    private final BeanFactory beans;
    private final Set<String> problems = new LinkedHashSet<>();
    private boolean touchesCall;
    private int offset;

    ExpressionCheck(CallParameters parameters, BeanFactory beans) {
        this.parameters = parameters;
        this.beans = beans;
    }

    /** What is wrong, each to follow the text of the expression. */
    Set<String> problems() {
        return problems;
    }

    /** Whether its value can differ from call to call by what the call is. */
    boolean touchesCall() {
        return touchesCall;
    }

    /**
     * Reads one expression.
     *
     * @param at where it begins in the text of which it is a part, from 0
     */
    void check(SpelNode expression, int at) {
        offset = at;
        visit(expression, true);
    }

    /**
     * @param onCall whether a name without an owner is one of the call's
     */
    private void visit(SpelNode node, boolean onCall) {
        if (node instanceof VariableReference) {
            variable(node, node.toStringAST().substring(1));
        } else if (node instanceof BeanReference bean) {
            bean(bean);
        } else if (node instanceof FunctionReference) {
            add(node, "calls '%s'".formatted(node.toStringAST()), "there are no functions");
        } else if (onCall && node instanceof PropertyOrFieldReference property) {
            property(property);
        } else if (onCall && node instanceof MethodReference method) {
            method(method);
        }
        boolean childrenOnCall =
                onCall && !(node instanceof Projection || node instanceof Selection);
        for (int i = 0; i < node.getChildCount(); i++) {
            boolean owned = node instanceof CompoundExpression && i > 0;
            visitChild(node.getChild(i), childrenOnCall, owned);
        }
    }

    /** What stands behind a dot has an owner; but its arguments have none again. */
    private void visitChild(SpelNode child, boolean onCall, boolean owned) {
        if (!owned) {
            visit(child, onCall);
            return;
        }
        boolean insideOnCall = onCall && child instanceof MethodReference;
        if (child instanceof PropertyOrFieldReference) {
            return;
        }
        if (child instanceof MethodReference || child instanceof Indexer) {
            for (int i = 0; i < child.getChildCount(); i++) {
                visit(child.getChild(i), insideOnCall);
            }
        } else {
            visit(child, false);
        }
    }

    private void variable(SpelNode node, String name) {
        touchesCall = true;
        if (name.equals("root") || name.equals("this") || parameters.place(name) != null) {
            return;
        }
        String what = "reads '#%s'".formatted(name);
        if (parameters.areNameless()) {
            add(node, what, "the names of the method's parameters are not in its class file");
        } else {
            add(node, what, "the method has no such parameter; " + parameters.describe());
        }
    }

    private void bean(BeanReference bean) {
        if (!beans.containsBean(bean.getName())) {
            add(bean, "reads '@%s'".formatted(bean.getName()), "there is no such bean");
        }
    }

    private void property(PropertyOrFieldReference property) {
        touchesCall = true;
        String name = property.getName();
        if (OF_THE_CALL.contains(name)) {
            return;
        }
        add(
                property,
                "reads '%s'".formatted(name),
                parameters.place(name) == null
                        ? "a call has no such property; it has: args, method, target, targetClass"
                        : "a parameter is written with a hash: #" + name);
    }

    private void method(MethodReference method) {
        touchesCall = true;
        boolean known =
                Optional.ofNullable(ReflectionUtils.findMethod(CallRoot.class, method.getName()))
                        .isPresent();
        if (!known) {
            add(
                    method,
                    "calls '%s' of the call".formatted(method.getName()),
                    "it has no such method; write #root.target.%s(...) for one of the bean"
                            .formatted(method.getName()));
        }
    }

    private void add(SpelNode node, String what, String but) {
        int at = node.getStartPosition() + (node instanceof BeanReference ? 0 : 1); // of the @
        problems.add("%s at character %d, but %s.".formatted(what, offset + at, but));
    }
}
