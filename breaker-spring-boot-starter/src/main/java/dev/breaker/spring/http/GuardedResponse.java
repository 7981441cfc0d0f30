package dev.breaker.spring.http;

import dev.breaker.Permit;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** A response whose body decides what the call counts as. Not thread-safe, as any response. */
final class GuardedResponse implements ClientHttpResponse {

    private final ClientHttpResponse response;
    private final Permit permit;
    private @Nullable InputStream body;

    GuardedResponse(ClientHttpResponse response, Permit permit) {
        this.response = response;
        this.permit = permit;
    }

    @Override
    public HttpStatusCode getStatusCode() throws IOException {
        return response.getStatusCode();
    }

    @Override
    public String getStatusText() throws IOException {
        return response.getStatusText();
    }

    @Override
    public HttpHeaders getHeaders() {
        return response.getHeaders();
    }

    @Override
    public InputStream getBody() throws IOException {
        if (body == null) {
            try {
                body = new GuardedBody(response.getBody(), permit);
            } catch (IOException | RuntimeException broken) {
                Judge.broke(permit, broken);
                throw broken;
            }
        }
        return body;
    }

    /** Whoever does not want the body, or the rest of it, had a good answer. */
    @Override
    public void close() {
        permit.succeeded();
        response.close();
    }
}
