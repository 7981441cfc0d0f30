package dev.breaker.spring.http;

import dev.breaker.Permit;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Settles the permits of requests. Immutable. */
final class Judge {

    private static final int INFORMATIONAL_BELOW = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final StatusRules statuses;
    private final InstantSource clock;

    Judge(StatusRules statuses, InstantSource clock) {
        this.statuses = statuses;
        this.clock = clock;
    }

    /**
     * The head of a response has come. A status that is no success settles the permit; a success is
     * one only when the body has come as well.
     *
     * @return whether the body must be awaited
     */
    boolean isUndecided(
            Permit permit, String method, URI address, int status, HttpHeaders headers) {
        switch (statuses.of(status)) {
            case FAILURE -> permit.recordFailure(failure(method, address, status, headers));
            case IGNORED -> permit.cancel();
            case SUCCESS -> {
                permit.received(null);
                if (!isBodiless(method, status, headers)) {
                    return true;
                }
                permit.succeeded();
            }
        }
        return false;
    }

    private FailedResponseException failure(
            String method, URI address, int status, HttpHeaders headers) {
        String host = Target.of(address);
        return new FailedResponseException(
                method, host == null ? "" : host, status, retryAfter(status, headers));
    }

    private @Nullable Duration retryAfter(int status, HttpHeaders headers) {
        return RetryAfter.isAskedBy(status)
                ? RetryAfter.read(headers.getFirst(RetryAfter.HEADER), clock.instant())
                : null;
    }

    /** Nobody reads such a body, and who is to hand on a response may not close it either. */
    private static boolean isBodiless(String method, int status, HttpHeaders headers) {
        return method.equals("HEAD")
                || status < INFORMATIONAL_BELOW
                || status == NO_CONTENT
                || status == NOT_MODIFIED
                || "0".equals(headers.getFirst(HttpHeaders.CONTENT_LENGTH));
    }
}
