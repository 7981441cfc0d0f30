package dev.breaker.spring.aspectj.woven;

import java.util.ArrayList;
import java.util.List;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;

/** An aspect of the application, woven beside ours. */
@Aspect
public final class Tracing {

    public static final List<String> TRACED = new ArrayList<>();

    @Around(
            value = "execution(* *(..)) && within(dev.breaker.spring.aspectj.woven.Traced)",
            argNames = "call")
    public Object trace(ProceedingJoinPoint call) throws Throwable {
        TRACED.add(call.getSignature().getName());
        return call.proceed();
    }
}
