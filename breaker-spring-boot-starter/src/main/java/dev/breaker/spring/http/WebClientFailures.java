package dev.breaker.spring.http;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/** What reactive clients throw for responses that are failures. */
final class WebClientFailures {

    static final String TYPE =
            "org.springframework.web.reactive.function.client.WebClientResponseException";

    private WebClientFailures() {}

    static @Nullable String retryAfter(Throwable thrown) {
        return thrown instanceof WebClientResponseException response
                        && RetryAfter.isAskedBy(response.getStatusCode().value())
                ? response.getHeaders().getFirst(RetryAfter.HEADER)
                : null;
    }
}
