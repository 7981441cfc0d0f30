package dev.breaker.spring.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Reads from a failure how long the server asked to be left in peace: from the header {@code
 * Retry-After} of a 429 or 503, as remembered by {@link FailedResponseException}, or held by what
 * Spring's clients throw, or by the cause of what was thrown. Readers with the same clock are
 * equal.
 */
public final class RetryAfterReader implements Function<Throwable, @Nullable Duration> {

    private static final int DEEPEST_CAUSE = 10; // causes can form a circle

    private final InstantSource clock;
    private final boolean rest;
    private final boolean reactive;

    /**
     * A reader.
     *
     * @param clock the time from which dates are counted
     * @param libraries where Spring's clients are looked for; each may be absent
     */
    public RetryAfterReader(InstantSource clock, @Nullable ClassLoader libraries) {
        this.clock = clock;
        rest = ClassUtils.isPresent(RestFailures.TYPE, libraries);
        reactive = ClassUtils.isPresent(WebClientFailures.TYPE, libraries);
    }

    @Override
    public @Nullable Duration apply(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof FailedResponseException response) {
                return response.retryAfter();
            }
            Duration wait = RetryAfter.read(header(cause), clock.instant());
            if (wait != null) {
                return wait;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private @Nullable String header(Throwable thrown) {
        String header = rest ? RestFailures.retryAfter(thrown) : null;
        return header == null && reactive ? WebClientFailures.retryAfter(thrown) : header;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RetryAfterReader reader && clock.equals(reader.clock);
    }

    @Override
    public int hashCode() {
        return clock.hashCode();
    }
}
