package dev.breaker.spring.aspectj;

import dev.breaker.spring.WovenCall;
import java.lang.reflect.Method;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.reflect.MethodSignature;
import org.jspecify.annotations.Nullable;

/** What AspectJ knows of a call. */
final class JoinPoints implements WovenCall<ProceedingJoinPoint> {

    /** AspectJ keeps the method with the place, which is static. */
    @Override
    public Method method(ProceedingJoinPoint call) {
        return ((MethodSignature) call.getSignature()).getMethod();
    }

    @Override
    public @Nullable Object target(ProceedingJoinPoint call) {
        return call.getTarget();
    }

    @Override
    public @Nullable Object[] arguments(ProceedingJoinPoint call) {
        return call.getArgs();
    }

    @Override
    public @Nullable Object proceed(ProceedingJoinPoint call) throws Throwable {
        return call.proceed();
    }
}
