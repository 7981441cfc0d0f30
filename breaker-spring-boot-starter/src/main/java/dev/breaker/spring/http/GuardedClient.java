package dev.breaker.spring.http;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;

/**
 * A blocking client that a setting puts behind a breaker. What makes its requests is where the
 * breaker stands: an interceptor, any interceptor, would make the client hold in memory what it
 * sends.
 */
interface GuardedClient {

    /** {@return its interceptors, to be read and not to be changed} */
    List<ClientHttpRequestInterceptor> interceptors();

    /** {@return what makes its requests; null where that cannot be seen} */
    @Nullable ClientHttpRequestFactory requests();

    /**
     * Lets it make its requests otherwise.
     *
     * @return whether it does
     */
    boolean makeRequestsBy(ClientHttpRequestFactory requests);

    /** Changes its interceptors, where nothing else can be changed. */
    void changeInterceptors(Consumer<List<ClientHttpRequestInterceptor>> change);

    /** {@return what it is, for the log} */
    Class<?> type();
}
