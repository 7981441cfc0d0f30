package dev.breaker.spring.http;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * Puts the {@code RestClient} and {@code RestTemplate} beans of an application behind breakers.
 * Before anything else is put around them, which would be lost with the client that is replaced.
 */
public final class RestClientBeans implements BeanPostProcessor, Ordered {

    private final Supplier<RestBreakers> breakers;
    private final ClientMode restClients;
    private final ClientMode restTemplates;

    /**
     * A post-processor.
     *
     * @param breakers puts clients behind breakers; asked for by the first that is guarded
     * @param restClients which breakers stand before {@code RestClient} beans
     * @param restTemplates which breakers stand before {@code RestTemplate} beans
     */
    public RestClientBeans(
            Supplier<RestBreakers> breakers, ClientMode restClients, ClientMode restTemplates) {
        this.breakers = breakers;
        this.restClients = restClients;
        this.restTemplates = restTemplates;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof ScopedObject) {
            return bean; // what it stands for comes by as well, each time that it is made
        }
        if (bean instanceof RestClient client && restClients != ClientMode.OFF) {
            return guarded(client, name);
        }
        if (bean instanceof RestTemplate template) {
            guard(restTemplates, name, template.getInterceptors());
        }
        return bean;
    }

    private RestClient guarded(RestClient client, String name) {
        if (!Copies.areAlike(client, RestClient::mutate, RestClient.Builder::build)) {
            Copies.warn(name, client, "RestBreakers.interceptor(…)");
            return client;
        }
        return client.mutate()
                .requestInterceptors(interceptors -> guard(restClients, name, interceptors))
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
