package dev.breaker.spring.http;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** A response whose body decides what the call counts as. Not thread-safe, as any response. */
final class GuardedResponse implements ClientHttpResponse {

    private final ClientHttpResponse response;
    private final PermittedCall call;
    private @Nullable InputStream body;

    GuardedResponse(ClientHttpResponse response, PermittedCall call) {
        this.response = response;
        this.call = call;
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
                body = new GuardedBody(response.getBody(), call);
            } catch (IOException | RuntimeException broken) {
                call.broke(broken);
                throw broken;
            }
        }
        return body;
    }

    /** Whoever does not want the body, or the rest of it, had a good answer. */
    @Override
    public void close() {
        call.succeeded();
        response.close();
    }
}
