package dev.breaker.spring.endpoint;

import java.util.Optional;
import java.util.function.Function;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The rest of a request's path, which names a breaker. Spring Boot puts path, body and query
 * parameters into one map, where the later replace what the path says; but only the path comes as
 * an array. So an operation takes {@link Object}, and refuses what did not come from the path: who
 * may see or steer one breaker by its path must not reach another by the body.
 */
final class BreakerPath {

    private BreakerPath() {}

    /**
     * Answers a request.
     *
     * @param value the argument of the operation
     * @param parameter its name, by which body and query can replace it
     * @param answer the answer for the path, its segments joined by slashes
     */
    static WebEndpointResponse<Object> answer(
            Object value, String parameter, Function<String, WebEndpointResponse<Object>> answer) {
        return joined(value).map(answer).orElseGet(() -> Problem.misplaced(parameter));
    }

    private static Optional<String> joined(Object value) {
        return value instanceof String[] segments
                ? Optional.of(String.join("/", segments))
                : Optional.empty();
    }
}
