package dev.breaker.spring.http;

import java.io.IOException;
import java.net.URI;
import org.springframework.http.HttpMethod;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.AbstractClientHttpRequestFactoryWrapper;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;

/** Makes requests that pass a breaker, and write their bodies as the client below writes them. */
final class GuardingRequestFactory extends AbstractClientHttpRequestFactoryWrapper {

    private final BlockingGate gate;

    GuardingRequestFactory(ClientHttpRequestFactory requests, BlockingGate gate) {
        super(requests);
        this.gate = gate;
    }

    @Override
    protected ClientHttpRequest createRequest(
            URI uri, HttpMethod method, ClientHttpRequestFactory requests) throws IOException {
        ClientHttpRequest request = requests.createRequest(uri, method);
        return request instanceof StreamingHttpOutputMessage streaming
                ? new GuardedRequest.Streaming(request, streaming, gate)
                : new GuardedRequest(request, gate);
    }
}
