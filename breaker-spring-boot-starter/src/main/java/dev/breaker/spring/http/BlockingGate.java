package dev.breaker.spring.http;

import dev.breaker.Breaker;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Lets requests of a blocking client pass a breaker. A request that comes by twice on its way
 * passes each breaker once: two permits for one call would count it double, and where a breaker has
 * one probe to give, the second of them would be refused for ever. Thread-safe.
 */
final class BlockingGate {

    /** The rest of the way of a request. */
    interface Exchange {
        ClientHttpResponse send() throws IOException;
    }

    private static final String PASSED = BlockingGate.class.getName() + ".passed";

    private final BreakerSource source;
    private final Judge judge;

    BlockingGate(BreakerSource source, Judge judge) {
        this.source = source;
        this.judge = judge;
    }

    ClientHttpResponse pass(HttpRequest request, Exchange exchange) throws IOException {
        Breaker breaker = source.of(request.getURI());
        Set<Breaker> passed = passed(request);
        if (!passed.add(breaker)) {
            return exchange.send();
        }
        try {
            return guarded(PermittedCall.of(breaker), request, exchange);
        } finally {
            passed.remove(breaker); // an interceptor further out may send the request once more
        }
    }

    @SuppressWarnings("unchecked")
    private static Set<Breaker> passed(HttpRequest request) {
        return (Set<Breaker>)
                request.getAttributes().computeIfAbsent(PASSED, key -> new HashSet<Breaker>());
    }

    private ClientHttpResponse guarded(PermittedCall call, HttpRequest request, Exchange exchange)
            throws IOException {
        ClientHttpResponse response;
        try {
            response = exchange.send();
        } catch (Throwable thrown) {
            call.broke(thrown);
            throw thrown;
        }
        return isUndecided(call, request, response)
                ? new GuardedResponse(response, call)
                : response;
    }

    /** Whoever cannot read the status of a response settles the permit, and leaves it be. */
    private boolean isUndecided(
            PermittedCall call, HttpRequest request, ClientHttpResponse response) {
        try {
            return judge.isUndecided(
                    call.permit(),
                    request.getMethod().name(),
                    request.getURI(),
                    response.getStatusCode().value(),
                    response.getHeaders());
        } catch (IOException | RuntimeException broken) {
            call.broke(broken);
            return false;
        }
    }
}
