package dev.breaker.spring;

import java.time.Duration;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A last known value, to be served.
 *
 * @param method whose value it is
 * @param value as the method returns it
 * @param age how old it is
 */
record Recalled(RememberedMethod method, @Nullable Object value, Duration age) {

    private static final Log logger = LogFactory.getLog(Recalled.class);

    /** Tells those who want to know that it is served. */
    void served(Throwable insteadOf) {
        Staleness listening = Staleness.current();
        if (listening != null) {
            listening.note(age);
        }
        if (logger.isDebugEnabled()) {
            logger.debug(
                    "%s: the last known value is served, %s old".formatted(method, age), insteadOf);
        }
    }
}
