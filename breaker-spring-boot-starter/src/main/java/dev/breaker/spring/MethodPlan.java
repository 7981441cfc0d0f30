package dev.breaker.spring;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.State;
import dev.breaker.WindowType;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that a call of a guarded method needs, resolved once. Where every call has the same breaker,
 * it is a field of this; where calls have keys, see {@link KeyedPlan}.
 */
sealed class MethodPlan permits KeyedPlan {

    /** Of a breaker that lets the way of guarding do its work, and has no say itself. */
    private static final BreakerConfig PERMITS_ALL =
            BreakerConfig.builder()
                    .initialState(State.DISABLED)
                    .slidingWindowType(WindowType.COUNT_BASED)
                    .slidingWindowSize(1)
                    .build();

    private final Breaker breaker;
    private final String configuration;
    private final Guard guard;
    private final Fallbacks fallbacks;

    /**
     * A plan.
     *
     * @param breaker the breaker of its name
     * @param configuration the base for which the annotation asks; empty if for none
     */
    MethodPlan(Breaker breaker, String configuration, Guard guard, Fallbacks fallbacks) {
        this.breaker = breaker;
        this.configuration = configuration;
        this.guard = guard;
        this.fallbacks = fallbacks;
    }

    /** The breaker of its name: that of all calls, or of those that have no key. */
    final Breaker breaker() {
        return breaker;
    }

    final String configuration() {
        return configuration;
    }

    final Guard guard() {
        return guard;
    }

    final Fallbacks fallbacks() {
        return fallbacks;
    }

    /** What tells the breakers of calls apart; null where they all have the same. */
    @Nullable CallText key() {
        return null;
    }

    /**
     * The breaker of one call.
     *
     * @throws IllegalStateException if the key of the call cannot be told
     */
    <I> Breaker breaker(I invocation, Door<I> door) {
        return breaker;
    }

    /**
     * How to find the breaker of one call as often as it is made: what tells its breaker from
     * others is looked at now.
     *
     * @throws IllegalStateException if the key of the call cannot be told
     */
    <I> Supplier<Breaker> breakers(I invocation, Door<I> door) {
        return this::breaker;
    }

    /** The same with parts replaced. */
    MethodPlan with(Breaker another, Guard guarding, Fallbacks instead) {
        return new MethodPlan(another, configuration, guarding, instead);
    }

    /** The same with the breakers that there are now. */
    final MethodPlan renewed(Breakers breakers) {
        return with(
                breakers.current(breaker.name(), configuration),
                guard,
                fallbacks.renewed(breakers));
    }

    /** The same for a target that is a proxy itself, and may be guarded further in. */
    final MethodPlan aroundProxies() {
        return with(breaker, new InnermostGuard(guard), fallbacks);
    }

    /** The same where the fallbacks stand further out, and are told by exceptions. */
    final MethodPlan withoutFallbacks() {
        return with(breaker, guard, fallbacks.deferred());
    }

    /** The fallbacks alone, for what the breaker further in judged; null if there are none. */
    final @Nullable MethodPlan fallbacksOnly() {
        return fallbacks.areNone()
                ? null
                : new MethodPlan(
                        Breaker.of(breaker.name(), PERMITS_ALL),
                        configuration,
                        guard,
                        fallbacks.late());
    }
}
