package dev.breaker.spring;

import dev.breaker.Breaker;

/** All that a call of a guarded method needs, resolved once. */
record MethodPlan(Breaker breaker, Guard guard, Fallbacks fallbacks) {}
