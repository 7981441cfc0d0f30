package dev.breaker.spring.http;

import dev.breaker.Breaker;
import dev.breaker.Permit;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Lets requests of a blocking client pass a breaker. A request that comes by twice on its way
 * passes each breaker once: two permits for one call would count it double, and where a breaker has
 * one probe to give, the second of them would be refused for ever.
 */
final class GuardingInterceptor implements ClientHttpRequestInterceptor {

    private static final String PASSED = GuardingInterceptor.class.getName() + ".passed";

    private final BreakerSource source;
    private final Judge judge;
    private final boolean automatic;

    /**
     * An interceptor.
     *
     * @param automatic whether a setting put it there, and not the user's code
     */
    GuardingInterceptor(BreakerSource source, Judge judge, boolean automatic) {
        this.source = source;
        this.judge = judge;
        this.automatic = automatic;
    }

    boolean isAutomatic() {
        return automatic;
    }

    @Override
    public ClientHttpResponse intercept(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        Breaker breaker = source.of(request.getURI());
        Set<Breaker> passed = passed(request);
        if (!passed.add(breaker)) {
            return execution.execute(request, body);
        }
        try {
            return guarded(breaker.acquire(), request, body, execution);
        } finally {
            passed.remove(breaker); // an interceptor further out may send the request once more
        }
    }

    @SuppressWarnings("unchecked")
    private static Set<Breaker> passed(HttpRequest request) {
        return (Set<Breaker>)
                request.getAttributes().computeIfAbsent(PASSED, key -> new HashSet<Breaker>());
    }

    private ClientHttpResponse guarded(
            Permit permit, HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        ClientHttpResponse response;
        try {
            response = execution.execute(request, body);
        } catch (Throwable thrown) {
            Judge.broke(permit, thrown);
            throw thrown;
        }
        return isUndecided(permit, request, response)
                ? new GuardedResponse(response, permit)
                : response;
    }

    /** Whoever cannot read the status of a response settles the permit, and leaves it be. */
    private boolean isUndecided(Permit permit, HttpRequest request, ClientHttpResponse response) {
        try {
            return judge.isUndecided(
                    permit,
                    request.getMethod().name(),
                    request.getURI(),
                    response.getStatusCode().value(),
                    response.getHeaders());
        } catch (IOException | RuntimeException broken) {
            Judge.broke(permit, broken);
            return false;
        }
    }
}
