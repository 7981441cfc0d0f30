package dev.breaker.spring.http;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClientResponseException;

/** What blocking clients throw for responses that are failures. */
final class RestFailures {

    static final String TYPE = "org.springframework.web.client.RestClientResponseException";

    private RestFailures() {}

    static @Nullable String retryAfter(Throwable thrown) {
        if (!(thrown instanceof RestClientResponseException response)
                || !RetryAfter.isAskedBy(response.getStatusCode().value())) {
            return null;
        }
        HttpHeaders headers = response.getResponseHeaders();
        return headers == null ? null : headers.getFirst(RetryAfter.HEADER);
    }
}
