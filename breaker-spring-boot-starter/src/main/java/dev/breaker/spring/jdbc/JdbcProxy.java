package dev.breaker.spring.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an object of JDBC and tells the unit of work what that throws. Whatever leads
 * further (a statement, a result set, metadata) is handed out with such a proxy, too; whatever
 * leads back leads to the proxies. What {@link Wrapper#unwrap} gives is what the object gives.
 */
class JdbcProxy implements InvocationHandler {

    final Object target;
    final UnitOfWork unit;
    private final @Nullable JdbcProxy parent; // none: this is the connection's
    private final Object self;

    JdbcProxy(Class<?> type, Object target, UnitOfWork unit, @Nullable JdbcProxy parent) {
        this.target = target;
        this.unit = unit;
        this.parent = parent;
        this.self =
                Proxy.newProxyInstance(
                        JdbcProxy.class.getClassLoader(), new Class<?>[] {type}, this);
    }

    /** {@return the object that callers are given} */
    final Object self() {
        return self;
    }

    @Override
    public final @Nullable Object invoke(
            Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        Class<?> declaring = method.getDeclaringClass();
        if (declaring == Object.class) {
            return invokeOfObject(method, arguments);
        }
        Object result = call(method, arguments);
        return declaring == Wrapper.class ? result : guarded(result);
    }

    /** Lets the object do it. */
    @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException wrapper) {
            Throwable thrown = wrapper.getTargetException();
            unit.threw(thrown);
            throw thrown;
        }
    }

    private @Nullable Object guarded(@Nullable Object result) {
        if (result instanceof ResultSet) {
            return known(result, ResultSet.class);
        }
        if (result instanceof Statement) {
            return known(result, typeOf(result));
        }
        if (result instanceof DatabaseMetaData) {
            return known(result, DatabaseMetaData.class);
        }
        return result instanceof Connection ? connection() : result;
    }

    private static Class<?> typeOf(Object statement) {
        if (statement instanceof CallableStatement) {
            return CallableStatement.class;
        }
        return statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
    }

    /** The proxy over which the object was reached already, or a new one. */
    private Object known(Object result, Class<?> type) {
        for (JdbcProxy above = this; above != null; above = above.parent) {
            if (above.target == result) {
                return above.self;
            }
        }
        return Statement.class.isAssignableFrom(type)
                ? new StatementProxy(type, result, unit, this).self()
                : new JdbcProxy(type, result, unit, this).self();
    }

    private Object connection() {
        JdbcProxy top = this;
        while (top.parent != null) {
            top = top.parent;
        }
        return top.self;
    }

    private Object invokeOfObject(Method method, @Nullable Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> isSame(Objects.requireNonNull(arguments)[0]);
            case "hashCode" -> System.identityHashCode(target);
            default -> "guarded " + target;
        };
    }

    /** Two proxies of one object are the same to a caller. */
    private boolean isSame(@Nullable Object other) {
        return other != null
                && Proxy.isProxyClass(other.getClass())
                && Proxy.getInvocationHandler(other) instanceof JdbcProxy proxy
                && proxy.target == target;
    }
}
