package dev.breaker.spring.http;

import java.util.function.Supplier;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * Puts the {@code RestClient} and {@code RestTemplate} beans of an application behind breakers, and
 * by host what its {@code RestClient.Builder} beans build. Before anything else is put around them,
 * which would be lost with the client that is replaced.
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
        if (bean instanceof RestClient.Builder builder && restClients == ClientMode.HOST) {
            return GuardingBuilder.of(builder, built -> breakers.get().guardByHost(built));
        }
        if (bean instanceof RestTemplate template) {
            guard(restTemplates, name, new GuardedRestTemplate(template));
        }
        return bean;
    }

    private RestClient guarded(RestClient client, String name) {
        if (!Copies.areAlike(client, RestClient::mutate, RestClient.Builder::build)) {
            Copies.warn(name, client, "RestBreakers.interceptor(…)");
            return client;
        }
        GuardedRestClientBuilder copy = GuardedRestClientBuilder.ofCopy(client);
        guard(restClients, name, copy);
        return copy.builder().build();
    }

    private void guard(ClientMode mode, String name, GuardedClient client) {
        switch (mode) {
            case CLIENT -> breakers.get().guard(BeanNames.withoutScope(name), client);
            case HOST -> breakers.get().guardByHost(client);
            case OFF -> {}
        }
    }
}
