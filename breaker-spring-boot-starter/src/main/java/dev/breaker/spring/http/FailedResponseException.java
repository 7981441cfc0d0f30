package dev.breaker.spring.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a breaker remembers of a response whose status counts as failure: seen in the log, at the
 * endpoint, by listeners. It is never thrown, since the caller gets the response itself. It has no
 * stack trace, and holds nothing of the request but its method and host.
 */
public final class FailedResponseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String method;
    private final String host;
    private final int status;
    private final @Nullable Duration retryAfter;

    FailedResponseException(String method, String host, int status, @Nullable Duration retryAfter) {
        super(null, null, false, false);
        this.method = method;
        this.host = host;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** {@return the method of the request, such as GET} */
    public String method() {
        return method;
    }

    /** {@return the host of the request, with its port unless that is the usual one} */
    public String host() {
        return host;
    }

    /** {@return the status of the response} */
    public int status() {
        return status;
    }

    /**
     * How long the response asked to wait, by the header {@code Retry-After} of a 429 or 503,
     * counted from when it came.
     *
     * @return null where it did not ask for a wait
     */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    @Override
    public String getMessage() {
        String wait = retryAfter == null ? "" : ", to be tried again after " + retryAfter;
        return "%s %s answered %d%s".formatted(method, host, status, wait);
    }
}
