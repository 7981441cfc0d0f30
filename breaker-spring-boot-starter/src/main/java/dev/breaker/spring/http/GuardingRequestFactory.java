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
    private final boolean automatic;

    /**
     * What makes requests.
     *
     * @param automatic whether a setting put it there, and not the user's code
     */
    GuardingRequestFactory(
            ClientHttpRequestFactory requests, BlockingGate gate, boolean automatic) {
        super(requests);
        this.gate = gate;
        this.automatic = automatic;
    }

    @Override
    protected ClientHttpRequest createRequest(
            URI uri, HttpMethod method, ClientHttpRequestFactory requests) throws IOException {
        ClientHttpRequest request = requests.createRequest(uri, method);
        return request instanceof StreamingHttpOutputMessage streaming
                ? new GuardedRequest.Streaming(request, streaming, gate)
                : new GuardedRequest(request, gate);
    }

    /**
     * {@return what makes the requests, without the breaker that a farther setting put before it}
     */
    static ClientHttpRequestFactory withoutAutomatic(ClientHttpRequestFactory requests) {
        ClientHttpRequestFactory inner = requests;
        while (inner instanceof GuardingRequestFactory guarding && guarding.automatic) {
            inner = guarding.getDelegate();
        }
        return inner;
    }

    /** Whether the user's code put a breaker somewhere before what makes the requests. */
    static boolean isByHand(ClientHttpRequestFactory requests) {
        ClientHttpRequestFactory inner = requests;
        while (inner instanceof AbstractClientHttpRequestFactoryWrapper wrapper) {
            if (wrapper instanceof GuardingRequestFactory guarding && !guarding.automatic) {
                return true;
            }
            inner = wrapper.getDelegate();
        }
        return false;
    }
}
