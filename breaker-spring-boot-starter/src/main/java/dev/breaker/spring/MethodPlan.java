package dev.breaker.spring;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.State;
import dev.breaker.WindowType;
import org.jspecify.annotations.Nullable;

/**
 * All that a call of a guarded method needs, resolved once.
 *
 * @param breaker the breaker
 * @param configuration the base for which the annotation asks; empty if for none
 */
record MethodPlan(Breaker breaker, String configuration, Guard guard, Fallbacks fallbacks) {

    /** Of a breaker that lets the way of guarding do its work, and has no say itself. */
    private static final BreakerConfig PERMITS_ALL =
            BreakerConfig.builder()
                    .initialState(State.DISABLED)
                    .slidingWindowType(WindowType.COUNT_BASED)
                    .slidingWindowSize(1)
                    .build();

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

    /** The same where the fallbacks stand further out, and are told by exceptions. */
    MethodPlan withoutFallbacks() {
        return new MethodPlan(breaker, configuration, guard, fallbacks.deferred());
    }

    /** The fallbacks alone, for what the breaker further in judged; null if there are none. */
    @Nullable MethodPlan fallbacksOnly() {
        return fallbacks.areNone()
                ? null
                : new MethodPlan(
                        Breaker.of(breaker.name(), PERMITS_ALL),
                        configuration,
                        guard,
                        fallbacks.late());
    }
}
