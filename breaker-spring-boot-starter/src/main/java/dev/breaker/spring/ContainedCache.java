package dev.breaker.spring;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/**
 * A cache that may be ill itself: what goes wrong with it is for the log, and no call hears of it.
 * The first time is a warning, the rest is at debug level, for it comes in floods.
 */
final class ContainedCache {

    private static final Log logger = LogFactory.getLog(ContainedCache.class);

    private final Cache cache;
    private final String method;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * A cache.
     *
     * @param method whose values it keeps, in messages
     */
    ContainedCache(Cache cache, String method) {
        this.cache = cache;
        this.method = method;
    }

    void put(RememberedKey key, Remembered value) {
        try {
            cache.put(key, value);
        } catch (Exception | LinkageError | StackOverflowError broken) {
            report("did not take a value", broken);
        }
    }

    /** What is kept under a key; null if nothing is, or nothing that can be had. */
    @Nullable Remembered get(RememberedKey key) {
        try {
            Cache.ValueWrapper found = cache.get(key);
            Object kept = found == null ? null : found.get();
            if (kept == null || kept instanceof Remembered) {
                return (Remembered) kept;
            }
            report("gave back a " + kept.getClass().getName() + ", not a Remembered,", null);
        } catch (Exception | LinkageError | StackOverflowError broken) {
            report("did not give back a value", broken);
        }
        return null;
    }

    /**
     * Says in the log what is wrong.
     *
     * @param what the cache did or did not
     */
    void report(String what, @Nullable Throwable broken) {
        String message =
                "Cache '%s' %s for %s; calls are not affected"
                        .formatted(cache.getName(), what, method);
        if (!warned.getAndSet(true)) {
            logger.warn(message, broken);
        } else {
            logger.debug(message, broken);
        }
    }
}
