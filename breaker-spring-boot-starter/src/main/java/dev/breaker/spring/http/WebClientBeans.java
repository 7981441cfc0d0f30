package dev.breaker.spring.http;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

/** Puts the {@code WebClient} beans of an application behind breakers. */
public final class WebClientBeans implements BeanPostProcessor {

    private final Supplier<WebClientBreakers> breakers;
    private final Supplier<ClientMode> mode;

    /**
     * A post-processor.
     *
     * @param breakers puts clients behind breakers; asked for by the first client
     * @param mode which breakers stand before the clients; likewise
     */
    public WebClientBeans(Supplier<WebClientBreakers> breakers, Supplier<ClientMode> mode) {
        this.breakers = breakers;
        this.mode = mode;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof WebClient client && mode.get() != ClientMode.OFF
                ? client.mutate().filters(filters -> guard(name, filters)).build()
                : bean;
    }

    private void guard(String name, List<ExchangeFilterFunction> filters) {
        if (mode.get() == ClientMode.CLIENT) {
            breakers.get().guard(BeanNames.withoutScope(name), filters);
        } else {
            breakers.get().guardByHost(filters);
        }
    }
}
