package dev.breaker.spring;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;

/** {@code #root} of an expression: the call. Its getters are what an expression can read. */
final class CallRoot {

    private final Method method;
    private final @Nullable Object target;
    private final @Nullable Object[] args;

    CallRoot(Method method, @Nullable Object target, @Nullable Object[] args) {
        this.method = method;
        this.target = target;
        this.args = args;
    }

    public Method getMethod() {
        return method;
    }

    public @Nullable Object getTarget() {
        return target;
    }

    public Class<?> getTargetClass() {
        return target == null ? method.getDeclaringClass() : AopUtils.getTargetClass(target);
    }

    public @Nullable Object[] getArgs() {
        return args;
    }
}
