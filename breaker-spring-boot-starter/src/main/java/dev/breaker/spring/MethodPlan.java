package dev.breaker.spring;

import dev.breaker.Breaker;

/**
 * All that a call of a guarded method needs, resolved once.
 *
 * @param breaker the breaker
 * @param configuration the base for which the annotation asks; empty if for none
 */
record MethodPlan(Breaker breaker, String configuration, Guard guard, Fallbacks fallbacks) {

    /** The breaker of one call. */
    <I> Breaker breaker(I invocation, Door<I> door) {
        return breaker;
    }

    /** The same with the breakers that there are now. */
    MethodPlan renewed(Breakers breakers) {
        return new MethodPlan(
                breakers.current(breaker.name(), configuration),
                configuration,
                guard,
                fallbacks.renewed(breakers));
    }

    /** The same for a target that is a proxy itself, and may be guarded further in. */
    MethodPlan aroundProxies() {
        return new MethodPlan(breaker, configuration, new InnermostGuard(guard), fallbacks);
    }
}
