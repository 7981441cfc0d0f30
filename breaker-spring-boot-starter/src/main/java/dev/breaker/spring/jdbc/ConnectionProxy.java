package dev.breaker.spring.jdbc;

import java.lang.reflect.Method;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** Stands before a connection, whose end is the end of the unit of work. */
final class ConnectionProxy extends JdbcProxy {

    private ConnectionProxy(Connection connection, UnitOfWork unit) {
        super(Connection.class, connection, unit, null);
    }

    static Connection of(Connection connection, UnitOfWork unit) {
        return (Connection) new ConnectionProxy(connection, unit).self();
    }

    @Override
    @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "close" -> close(method, arguments);
            case "abort" -> abort(method, arguments);
            case "isValid" -> isValid(method, arguments);
            default -> super.call(method, arguments);
        };
    }

    private @Nullable Object close(Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return super.call(method, arguments);
        } finally {
            unit.ended();
        }
    }

    /** Settled first: what the abort does to a statement under way is no failure. */
    private @Nullable Object abort(Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        unit.aborted();
        return super.call(method, arguments);
    }

    private @Nullable Object isValid(Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Object valid = super.call(method, arguments);
        if (Boolean.FALSE.equals(valid)) {
            unit.foundDead();
        }
        return valid;
    }
}
