package dev.breaker.spring.jdbc;

import dev.breaker.Breaker;
import java.sql.Connection;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;

/**
 * Lets a DataSource do what its proxy is asked for, and begins a unit of work whenever that is a
 * connection. It knows the DataSource itself, for a proxy of Spring's that does would hand out
 * itself where {@code unwrap} returns what is behind it.
 */
final class DataSourceInterceptor implements MethodInterceptor {

    private final DataSource behind;
    private final Supplier<Breaker> breaker;

    /**
     * An interceptor.
     *
     * @param behind the real one
     * @param breaker asked for each connection: it may have been replaced
     */
    DataSourceInterceptor(DataSource behind, Supplier<Breaker> breaker) {
        this.behind = behind;
        this.breaker = breaker;
    }

    DataSource behind() {
        return behind;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        return invocation.getMethod().getName().equals("getConnection")
                ? connect(invocation)
                : proceed(invocation);
    }

    private @Nullable Object connect(MethodInvocation invocation) throws Throwable {
        UnitOfWork unit = UnitOfWork.begin(breaker.get());
        Object result;
        try {
            result = proceed(invocation);
        } catch (Throwable why) {
            unit.notConnected(why);
            throw why;
        }
        if (result instanceof Connection connection) {
            return ConnectionProxy.of(connection, unit);
        }
        unit.aborted();
        return result;
    }

    private @Nullable Object proceed(MethodInvocation invocation) throws Throwable {
        return AopUtils.invokeJoinpointUsingReflection(
                behind, invocation.getMethod(), invocation.getArguments());
    }
}
