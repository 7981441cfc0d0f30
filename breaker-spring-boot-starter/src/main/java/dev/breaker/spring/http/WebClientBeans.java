package dev.breaker.spring.http;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Puts the {@code WebClient} beans of an application behind breakers. Before anything else is put
 * around them, which would be lost with the client that is replaced.
 */
public final class WebClientBeans implements BeanPostProcessor, Ordered {

    private final Supplier<WebClientBreakers> breakers;
    private final ClientMode mode;

    /**
     * A post-processor.
     *
     * @param breakers puts clients behind breakers; asked for by the first that is guarded
     * @param mode which breakers stand before the clients
     */
    public WebClientBeans(Supplier<WebClientBreakers> breakers, ClientMode mode) {
        this.breakers = breakers;
        this.mode = mode;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** What a scoped proxy stands for comes by as well, each time that it is made. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof WebClient client
                        && !(bean instanceof ScopedObject)
                        && mode != ClientMode.OFF
                ? guarded(client, name)
                : bean;
    }

    private WebClient guarded(WebClient client, String name) {
        if (!Copies.areAlike(client, WebClient::mutate, WebClient.Builder::build)) {
            Copies.warn(name, client, "WebClientBreakers.filter(…)");
            return client;
        }
        return client.mutate().filters(filters -> guard(name, filters)).build();
    }

    private void guard(String name, List<ExchangeFilterFunction> filters) {
        if (mode == ClientMode.CLIENT) {
            breakers.get().guard(BeanNames.withoutScope(name), filters);
        } else {
            breakers.get().guardByHost(filters);
        }
    }
}
