package dev.breaker.spring.http;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Puts the {@code RestClient} and {@code RestTemplate} beans of an application behind breakers. */
public final class RestClientBeans implements BeanPostProcessor {

    private final Supplier<RestBreakers> breakers;
    private final Supplier<ClientMode> restClients;
    private final Supplier<ClientMode> restTemplates;

    /**
     * A post-processor.
     *
     * @param breakers puts clients behind breakers; asked for by the first client
     * @param restClients which breakers stand before {@code RestClient} beans; likewise
     * @param restTemplates which breakers stand before {@code RestTemplate} beans; likewise
     */
    public RestClientBeans(
            Supplier<RestBreakers> breakers,
            Supplier<ClientMode> restClients,
            Supplier<ClientMode> restTemplates) {
        this.breakers = breakers;
        this.restClients = restClients;
        this.restTemplates = restTemplates;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof RestClient client) {
            ClientMode mode = restClients.get();
            return mode == ClientMode.OFF ? client : guarded(client, mode, name);
        }
        if (bean instanceof RestTemplate template) {
            guard(restTemplates.get(), name, template.getInterceptors());
        }
        return bean;
    }

    private RestClient guarded(RestClient client, ClientMode mode, String name) {
        return client.mutate()
                .requestInterceptors(interceptors -> guard(mode, name, interceptors))
                .build();
    }

    private void guard(
            ClientMode mode, String name, List<ClientHttpRequestInterceptor> interceptors) {
        switch (mode) {
            case CLIENT -> breakers.get().guard(BeanNames.withoutScope(name), interceptors);
            case HOST -> breakers.get().guardByHost(interceptors);
            case OFF -> {}
        }
    }
}
