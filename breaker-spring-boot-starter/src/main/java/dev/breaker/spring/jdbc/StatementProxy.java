package dev.breaker.spring.jdbc;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Stands before a statement, and hears when it was executed or cancelled. */
final class StatementProxy extends JdbcProxy {

    StatementProxy(Class<?> type, Object target, UnitOfWork unit, JdbcProxy parent) {
        super(type, target, unit, parent);
    }

    @Override
    @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("cancel")) {
            unit.cancelled(); // before: the other thread hears of it at once
        }
        Object result = super.call(method, arguments);
        if (method.getName().startsWith("execute")) {
            unit.answered();
        }
        return result;
    }
}
