package dev.breaker.spring.http;

import dev.breaker.Breaker;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * Puts blocking clients, {@code RestClient} and {@code RestTemplate}, behind breakers. Thread-safe.
 *
 * <p>A request that is rejected throws {@link dev.breaker.CallNotPermittedException}, and nothing
 * is sent. Any response reaches the caller as it came.
 */
public final class RestBreakers {

    private static final Log logger = LogFactory.getLog(RestBreakers.class);

    private final HttpBreakers breakers;
    private final AtomicBoolean warned = new AtomicBoolean();

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
     * client that has an interceptor, any interceptor, buffers what it sends; this one does not. It
     * takes the place of what a setting would put there, as an {@link #interceptor(String)} does.
     *
     * @param requests what makes the requests
     * @param breaker the name of a breaker, made with its configured settings if it is not there
     * @return what makes the same requests, but behind the breaker
     */
    public ClientHttpRequestFactory requestFactory(
            ClientHttpRequestFactory requests, String breaker) {
        return new GuardingRequestFactory(requests, gate(breakers.named(breaker)), false);
    }

    private BlockingGate gate(BreakerSource source) {
        return new BlockingGate(source, breakers.judge());
    }

    /**
     * Lets what a builder builds pass the breakers of the hosts to which its requests go, as the
     * setting {@code HOST} does. What was added by hand stays instead.
     *
     * @param builder changed
     */
    public void guardByHost(RestClient.Builder builder) {
        guardByHost(GuardedRestClientBuilder.of(builder));
    }

    /**
     * Lets requests pass the breakers of the hosts to which they go, as the setting {@code HOST}
     * does. What was added by hand stays instead.
     *
     * @param template changed
     */
    public void guardByHost(RestTemplate template) {
        guardByHost(new GuardedRestTemplate(template));
    }

    /**
     * Lets what a builder builds pass one breaker, as the setting {@code GROUP} does. What was
     * added by hand stays instead.
     *
     * @param breaker the name of the breaker
     * @param builder changed
     */
    public void guard(String breaker, RestClient.Builder builder) {
        guard(breaker, GuardedRestClientBuilder.of(builder));
    }

    void guardByHost(GuardedClient client) {
        guard(breakers::byHost, client);
    }

    void guard(String breaker, GuardedClient client) {
        guard(() -> breakers.named(breaker), client);
    }

    private void guard(Supplier<BreakerSource> source, GuardedClient client) {
        ClientHttpRequestFactory requests = client.requests();
        if (client.interceptors().stream().anyMatch(RestBreakers::isByHand)
                || (requests != null && GuardingRequestFactory.isByHand(requests))) {
            return;
        }
        BlockingGate gate = gate(source.get());
        if (requests == null
                || !client.makeRequestsBy(
                        new GuardingRequestFactory(
                                GuardingRequestFactory.withoutAutomatic(requests), gate, true))) {
            warnOnce(client);
            client.changeInterceptors(interceptors -> guard(gate, interceptors));
        }
    }

    private static void guard(BlockingGate gate, List<ClientHttpRequestInterceptor> interceptors) {
        interceptors.removeIf(GuardingInterceptor.class::isInstance);
        interceptors.add(new GuardingInterceptor(gate, true));
    }

    private void warnOnce(GuardedClient client) {
        if (warned.compareAndSet(false, true)) {
            logger.warn(
                    ("What makes the requests of a %s cannot be seen or set, so its breaker is an"
                                    + " interceptor. With it, as with any, the client holds in memory"
                                    + " what it sends.")
                            .formatted(client.type().getName()));
        }
    }

    private static boolean isByHand(ClientHttpRequestInterceptor interceptor) {
        return interceptor instanceof GuardingInterceptor guarding && !guarding.isAutomatic();
    }
}
