package dev.breaker.spring;

import dev.breaker.Breaker;
import java.util.function.Supplier;

/**
 * The plan of a method whose calls have keys. A class of its own, so that an application without
 * keys never loads it, and the JVM knows that a plan's breaker is a field.
 */
final class KeyedPlan extends MethodPlan {

    private final KeyedBreakers family;
    private final CallText key;

    KeyedPlan(
            Breaker own,
            String configuration,
            Guard guard,
            Fallbacks fallbacks,
            KeyedBreakers family,
            CallText key) {
        super(own, configuration, guard, fallbacks);
        this.family = family;
        this.key = key;
    }

    @Override
    CallText key() {
        return key;
    }

    @Override
    <I> Breaker breaker(I invocation, Door<I> door) {
        return family.of(key.of(door.target(invocation), door.arguments(invocation)));
    }

    @Override
    <I> Supplier<Breaker> breakers(I invocation, Door<I> door) {
        String told = key.of(door.target(invocation), door.arguments(invocation));
        return () -> family.of(told);
    }

    @Override
    MethodPlan with(Breaker another, Guard guarding, Fallbacks instead) {
        return new KeyedPlan(another, configuration(), guarding, instead, family, key);
    }
}
