package dev.breaker.spring.aspectj;

import dev.breaker.spring.WovenCalls;
import java.util.ArrayList;
import java.util.List;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.jspecify.annotations.Nullable;

/**
 * The aspect that a weaver puts around methods with {@link
 * dev.breaker.annotation.CircuitBreaker @CircuitBreaker}: those that carry it or a composed
 * annotation, and the public ones of classes that do. Guards their calls, also those that come past
 * Spring's proxies, in an application that is started with {@code breaker.mode=ASPECTJ}; without
 * one it lets all calls pass. One per class loader. Thread-safe.
 */
@Aspect
public final class CircuitBreakerAspect {

    /** What a weaver looks for; the plan of a method has the last word. */
    private static final String COVERED =
            "execution(@dev.breaker.annotation.CircuitBreaker * *(..))"
                    + " || execution(@(@dev.breaker.annotation.CircuitBreaker *) * *(..))"
                    + " || execution(public !static * (@dev.breaker.annotation.CircuitBreaker *).*(..))"
                    + " || execution(public !static * (@(@dev.breaker.annotation.CircuitBreaker *) *).*(..))";

    private static final CircuitBreakerAspect INSTANCE = new CircuitBreakerAspect();

    private final List<WovenCalls<ProceedingJoinPoint>> applications =
            new ArrayList<>(); // guarded by this; the one started last is last
    private volatile @Nullable WovenCalls<ProceedingJoinPoint> current;

    private CircuitBreakerAspect() {}

    /**
     * The aspect, as woven classes ask for it. Written here, for a weaver at compile time does not
     * add it to the aspects of a library.
     *
     * @return the only one
     */
    public static CircuitBreakerAspect aspectOf() {
        return INSTANCE;
    }

    /**
     * Whether there is an aspect, as AspectJ asks.
     *
     * @return true
     */
    public static boolean hasAspect() {
        return true;
    }

    /**
     * Guards a call.
     *
     * @param call the call
     * @param mark not used; by its type the starter sees in a woven class that this aspect is in it
     * @return what the call returned, or its fallback
     * @throws Throwable what the call or its fallback threw, or the rejection
     */
    @Around(value = COVERED, argNames = "call,mark")
    public @Nullable Object guard(ProceedingJoinPoint call, JoinPoint.EnclosingStaticPart mark)
            throws Throwable {
        WovenCalls<ProceedingJoinPoint> calls = current;
        return calls == null ? call.proceed() : calls.call(call);
    }

    /** Calls are those of this application from now on, until another one is started. */
    synchronized void follow(WovenCalls<ProceedingJoinPoint> application) {
        applications.remove(application);
        applications.add(application);
        current = application;
    }

    /** Goes back to the application that was started before, if there is one. */
    synchronized void leave(WovenCalls<ProceedingJoinPoint> application) {
        applications.remove(application);
        int last = applications.size() - 1;
        current = last < 0 ? null : applications.get(last);
    }
}
