package dev.breaker.spring.stream;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpStatus;

/** Why there is no stream, in the words of RFC 9457. */
final class Refusals {

    private final JsonWriter json;

    Refusals(JsonWriter json) {
        this.json = json;
    }

    /** As the endpoint would refuse it. */
    Answer of(WebEndpointResponse<Object> refusal) {
        return document(refusal.getStatus(), refusal.getBody(), Map.of());
    }

    Answer tooMany(int clients) {
        return unavailable(
                "There are %d clients already, and there may be no more".formatted(clients));
    }

    Answer closing() {
        return unavailable("The application is closing");
    }

    Answer unreadable(int status, String detail) {
        String title = HttpStatus.valueOf(status).getReasonPhrase();
        return document(status, new Problem(title, status, detail), Map.of());
    }

    private Answer unavailable(String detail) {
        return document(
                503, new Problem("Service Unavailable", 503, detail), Map.of("Retry-After", "5"));
    }

    private Answer document(int status, @Nullable Object problem, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Content-Type", "application/problem+json");
        headers.put("Cache-Control", "no-store");
        return new Answer.Document(status, headers, problem == null ? "" : json.write(problem));
    }

    /** As that of the endpoints. */
    record Problem(String title, int status, String detail) {}
}
