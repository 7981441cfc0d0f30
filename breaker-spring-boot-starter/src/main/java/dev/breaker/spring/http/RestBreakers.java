package dev.breaker.spring.http;

import dev.breaker.Breaker;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;

/**
 * Puts blocking clients, {@code RestClient} and {@code RestTemplate}, behind breakers. Thread-safe.
 *
 * <p>A request that is rejected throws {@link dev.breaker.CallNotPermittedException}, and nothing
 * is sent. Any response reaches the caller as it came.
 */
public final class RestBreakers {

    private final HttpBreakers breakers;

    /**
     * Breakers of blocking clients.
     *
     * @param breakers which breakers there are
     */
    public RestBreakers(HttpBreakers breakers) {
        this.breakers = breakers;
    }

    /**
     * An interceptor for a client that is built by hand. It takes the place of what a setting put
     * there where that can be seen: at clients that are beans, and at groups of HTTP services.
     *
     * @param breaker the name of a breaker, made with its configured settings if it is not there
     * @return an interceptor; to be added last, so that those before it can do without a permit
     */
    public ClientHttpRequestInterceptor interceptor(String breaker) {
        return new GuardingInterceptor(gate(breakers.named(breaker)), false);
    }

    /**
     * An interceptor for a client that is built by hand, with a breaker of one's own.
     *
     * @param breaker any breaker
     * @return an interceptor; to be added last, so that those before it can do without a permit
     * @see #interceptor(String)
     */
    public ClientHttpRequestInterceptor interceptor(Breaker breaker) {
        return new GuardingInterceptor(gate(address -> breaker), false);
    }

    /**
     * Requests for a client that is built by hand, and uploads what it does not hold in memory. A
     * client that has an interceptor, any interceptor, buffers what it sends; this one does not.
     *
     * @param requests what makes the requests
     * @param breaker the name of a breaker, made with its configured settings if it is not there
     * @return what makes the same requests, but behind the breaker
     */
    public ClientHttpRequestFactory requestFactory(
            ClientHttpRequestFactory requests, String breaker) {
        return new GuardingRequestFactory(requests, gate(breakers.named(breaker)));
    }

    private BlockingGate gate(BreakerSource source) {
        return new BlockingGate(source, breakers.judge());
    }

    /**
     * Lets requests pass the breakers of the hosts to which they go, as the setting {@code HOST}
     * does. An interceptor that was added by hand stays instead.
     *
     * @param interceptors those of a client; changed
     */
    public void guardByHost(List<ClientHttpRequestInterceptor> interceptors) {
        guard(breakers::byHost, interceptors);
    }

    /**
     * Lets requests pass one breaker, as the settings {@code CLIENT} and {@code GROUP} do. An
     * interceptor that was added by hand stays instead.
     *
     * @param breaker the name of the breaker
     * @param interceptors those of a client; changed
     */
    public void guard(String breaker, List<ClientHttpRequestInterceptor> interceptors) {
        guard(() -> breakers.named(breaker), interceptors);
    }

    private void guard(
            Supplier<BreakerSource> source, List<ClientHttpRequestInterceptor> interceptors) {
        if (interceptors.stream().noneMatch(RestBreakers::isByHand)) {
            interceptors.removeIf(GuardingInterceptor.class::isInstance);
            interceptors.add(new GuardingInterceptor(gate(source.get()), true));
        }
    }

    private static boolean isByHand(ClientHttpRequestInterceptor interceptor) {
        return interceptor instanceof GuardingInterceptor guarding && !guarding.isAutomatic();
    }
}
