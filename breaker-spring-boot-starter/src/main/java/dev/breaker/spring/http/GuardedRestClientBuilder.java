package dev.breaker.spring.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;

/**
 * The builder of a {@code RestClient} behind a breaker.
 *
 * @param builder the builder
 * @param requests what makes the requests of its clients; null where that cannot be seen
 */
record GuardedRestClientBuilder(
        RestClient.Builder builder, @Nullable ClientHttpRequestFactory requests)
        implements GuardedClient {

    /** A builder as it comes. */
    static GuardedRestClientBuilder of(RestClient.Builder builder) {
        return new GuardedRestClientBuilder(builder, RestClientInsight.requestsOf(builder));
    }

    /** The builder of a client's copy, which will make its requests as the client does. */
    static GuardedRestClientBuilder ofCopy(RestClient client) {
        return new GuardedRestClientBuilder(client.mutate(), RestClientInsight.requestsOf(client));
    }

    /**
     * A builder that is asked for its interceptors has some from then on, if only an empty list.
     */
    @Override
    public List<ClientHttpRequestInterceptor> interceptors() {
        List<ClientHttpRequestInterceptor> interceptors = new ArrayList<>();
        builder.clone().requestInterceptors(interceptors::addAll);
        return interceptors;
    }

    @Override
    public boolean makeRequestsBy(ClientHttpRequestFactory with) {
        builder.requestFactory(with);
        return true;
    }

    @Override
    public void changeInterceptors(Consumer<List<ClientHttpRequestInterceptor>> change) {
        builder.requestInterceptors(change);
    }

    @Override
    public Class<?> type() {
        return builder.getClass();
    }
}
