package dev.breaker.spring;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The last known values of one guarded method: remembered in a cache when calls succeed, to be
 * served when they do not. Thread-safe.
 */
final class Memory {

    private static final Log logger = LogFactory.getLog(Memory.class);

    private final RememberedMethod method;
    private final ContainedCache cache;
    private final @Nullable Duration maxAge;
    private final InstantSource clock;

    /**
     * A memory.
     *
     * @param method whose values they are
     * @param cache keeps them
     * @param maxAge how old a value may be that is served; null for any age
     * @param clock tells the time
     */
    Memory(
            RememberedMethod method,
            ContainedCache cache,
            @Nullable Duration maxAge,
            InstantSource clock) {
        this.method = method;
        this.cache = cache;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    /** Says in the log if a fallback takes every exception, so that nothing is ever served. */
    void warnIfHidden(List<Fallback> fallbacks) {
        for (Fallback fallback : fallbacks) {
            Class<? extends Throwable> taken = fallback.fit().exception();
            if (fallback.plan() == null
                    && (taken == null || taken.isAssignableFrom(Exception.class))) {
                logger.warn(
                        "%s: nothing of its fallbackCache will be served, for its fallback %s takes every exception"
                                .formatted(method, fallback.fit().signature()));
            }
        }
    }

    /**
     * Remembers the answer to a call that succeeded.
     *
     * @param value what the call returned, or what became of the future that it returned
     */
    <I> void remember(I invocation, Door<I> door, @Nullable Object value) {
        try {
            keep(invocation, door, value);
        } catch (Throwable broken) { // a cache, a clock: none of them decides over a call
            cache.report("did not take a value", broken);
        }
    }

    private <I> void keep(I invocation, Door<I> door, @Nullable Object value) {
        if (value != null && RememberedMethod.isReadOnce(value.getClass())) {
            cache.report("is not used for what can be read only once, which was returned,", null);
            return;
        }
        RememberedKey key = key(invocation, door);
        if (key != null) {
            cache.put(key, new Remembered(method.asKept(value), clock.instant()));
        }
    }

    /** The last answer to a call like this; null if there is none, or none that is young enough. */
    <I> @Nullable Recalled recall(I invocation, Door<I> door) {
        try {
            return search(invocation, door);
        } catch (Throwable broken) {
            cache.report("did not give back a value", broken);
            return null;
        }
    }

    private <I> @Nullable Recalled search(I invocation, Door<I> door) {
        RememberedKey key = key(invocation, door);
        Remembered kept = key == null ? null : cache.get(key);
        if (kept == null) {
            return null;
        }
        Duration age = age(kept);
        if (maxAge != null && age.compareTo(maxAge) > 0) {
            return null;
        }
        if (!method.canReturn(kept.value())) {
            cache.report("gave back something that the method cannot return", null);
            return null;
        }
        return new Recalled(method, method.asReturned(kept.value()), age);
    }

    private <I> @Nullable RememberedKey key(I invocation, Door<I> door) {
        String bean = method.bean(door.target(invocation));
        if (bean == null) {
            cache.report(
                    "is not used for what is no singleton bean, whose values might be those of another,",
                    null);
            return null;
        }
        RememberedKey key = method.key(bean, door.arguments(invocation));
        return hasText(key) ? key : null;
    }

    private boolean hasText(RememberedKey key) {
        try {
            Class<?> textless = key.textless();
            if (textless == null) {
                return true;
            }
            cache.report(
                    "is not used for arguments without a text that tells them from others, as a %s,"
                            .formatted(Descriptions.of(textless)),
                    null);
        } catch (RuntimeException | StackOverflowError broken) {
            cache.report("is not used for arguments that cannot be looked at", broken);
        }
        return false;
    }

    /** Never less than zero, though the clocks of those who share a cache differ. */
    private Duration age(Remembered kept) {
        Duration age = Duration.between(kept.at(), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
