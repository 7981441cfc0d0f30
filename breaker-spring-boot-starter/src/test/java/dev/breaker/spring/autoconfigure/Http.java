package dev.breaker.spring.autoconfigure;

import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonContent;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Requests to the running application, in one line each. */
final class Http {

    private final RestTestClient client;

    Http(RestTestClient client) {
        this.client = client;
    }

    EntityExchangeResult<String> get(String path, Object... variables) {
        return client.get().uri(path, variables).exchange().returnResult(String.class);
    }

    String text(String path, Object... variables) {
        String body = get(path, variables).getResponseBody();
        return body == null ? "" : body;
    }

    JsonContent json(String path, Object... variables) {
        return new JsonContent(text(path, variables));
    }

    int status(String path, Object... variables) {
        return get(path, variables).getStatus().value();
    }

    EntityExchangeResult<String> update(String breaker, Map<String, ?> body) {
        return client.post()
                .uri("/actuator/circuitbreakers/" + breaker)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .returnResult(String.class);
    }

    EntityExchangeResult<String> updateAll(Map<String, ?> body) {
        return client.post()
                .uri("/actuator/circuitbreakers")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .returnResult(String.class);
    }

    EntityExchangeResult<String> update(String breaker, String state) {
        return update(breaker, Map.of("updateState", state));
    }
}
