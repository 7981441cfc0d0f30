package dev.breaker.spring;

import org.springframework.aop.Advisor;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.scheduling.annotation.AsyncAnnotationAdvisor;
import org.springframework.validation.beanvalidation.MethodValidationInterceptor;

/** What other advice around a method is, as far as the breaker's place depends on it. */
enum Neighbour {
    /** Hands the call to another thread. */
    ASYNC,
    /** Repeats the call, or lets only so many pass at once: Spring's resilient methods. */
    RESILIENCE,
    /** Answers in place of the call. */
    CACHE,
    /** Refuses arguments before the call, and results after it. */
    VALIDATION,
    /** Stands where its order says. */
    OTHER;

    /** By package, for its two interceptors have no public name. */
    private static final String RESILIENT_METHODS = "org.springframework.resilience.annotation.";

    /** By package, for JSR-107's is in a library of its own. */
    private static final String CACHING = "org.springframework.cache.";

    static Neighbour of(Advisor advisor) {
        if (advisor instanceof AsyncAnnotationAdvisor) {
            return ASYNC;
        }
        if (advisor.getClass().getName().startsWith(CACHING)) {
            return CACHE;
        }
        // Of others the advice is not asked for: it may be a bean that is not there yet.
        return advisor instanceof DefaultPointcutAdvisor known ? of(known.getAdvice()) : OTHER;
    }

    private static Neighbour of(Object advice) {
        if (advice instanceof MethodValidationInterceptor) {
            return VALIDATION;
        }
        if (advice instanceof AsyncExecutionInterceptor) {
            return ASYNC;
        }
        return advice.getClass().getName().startsWith(RESILIENT_METHODS) ? RESILIENCE : OTHER;
    }
}
