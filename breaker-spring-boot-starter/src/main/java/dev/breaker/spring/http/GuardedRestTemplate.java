package dev.breaker.spring.http;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.InterceptingClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

/** A {@code RestTemplate} behind a breaker. */
record GuardedRestTemplate(RestTemplate template) implements GuardedClient {

    @Override
    public List<ClientHttpRequestInterceptor> interceptors() {
        return template.getInterceptors();
    }

    /** One that has interceptors shows what it puts around them, and not what was set. */
    @Override
    public @Nullable ClientHttpRequestFactory requests() {
        ClientHttpRequestFactory shown = template.getRequestFactory();
        return !interceptors().isEmpty()
                        && shown instanceof InterceptingClientHttpRequestFactory intercepting
                ? intercepting.getDelegate()
                : shown;
    }

    /** A class of the user's may have its own mind. */
    @Override
    public boolean makeRequestsBy(ClientHttpRequestFactory requests) {
        template.setRequestFactory(requests);
        return requests() == requests;
    }

    @Override
    public void changeInterceptors(Consumer<List<ClientHttpRequestInterceptor>> change) {
        change.accept(template.getInterceptors());
    }

    @Override
    public Class<?> type() {
        return template.getClass();
    }
}
