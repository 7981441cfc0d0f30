package dev.breaker.spring.http;

import java.io.IOException;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** Stands before a breaker as one of the interceptors of a client. */
final class GuardingInterceptor implements ClientHttpRequestInterceptor {

    private final BlockingGate gate;
    private final boolean automatic;

    /**
     * An interceptor.
     *
     * @param automatic whether a setting put it there, and not the user's code
     */
    GuardingInterceptor(BlockingGate gate, boolean automatic) {
        this.gate = gate;
        this.automatic = automatic;
    }

    boolean isAutomatic() {
        return automatic;
    }

    @Override
    public ClientHttpResponse intercept(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        return gate.pass(request, () -> execution.execute(request, body));
    }
}
