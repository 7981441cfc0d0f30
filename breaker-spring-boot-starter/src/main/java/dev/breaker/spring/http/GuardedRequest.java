package dev.breaker.spring.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/** A request that passes a breaker when it is sent. Not thread-safe, as any request. */
sealed class GuardedRequest implements ClientHttpRequest {

    private final ClientHttpRequest request;
    private final BlockingGate gate;

    GuardedRequest(ClientHttpRequest request, BlockingGate gate) {
        this.request = request;
        this.gate = gate;
    }

    @Override
    public HttpMethod getMethod() {
        return request.getMethod();
    }

    @Override
    public URI getURI() {
        return request.getURI();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return request.getAttributes();
    }

    @Override
    public HttpHeaders getHeaders() {
        return request.getHeaders();
    }

    @Override
    public OutputStream getBody() throws IOException {
        return request.getBody();
    }

    @Override
    public ClientHttpResponse execute() throws IOException {
        return gate.pass(this, request::execute);
    }

    /** One whose body is written while it is sent. */
    static final class Streaming extends GuardedRequest implements StreamingHttpOutputMessage {

        private final StreamingHttpOutputMessage streaming;

        Streaming(
                ClientHttpRequest request,
                StreamingHttpOutputMessage streaming,
                BlockingGate gate) {
            super(request, gate);
            this.streaming = streaming;
        }

        @Override
        public void setBody(Body body) {
            streaming.setBody(body);
        }
    }
}
