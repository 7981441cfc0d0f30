package dev.breaker.spring.http;

import dev.breaker.Breaker;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * Puts reactive clients, {@code WebClient}, behind breakers. Thread-safe.
 *
 * <p>Permission is asked for at each subscription. A request that is rejected ends with {@link
 * dev.breaker.CallNotPermittedException} as error signal, and nothing is sent. Any response reaches
 * the caller as it came.
 */
public final class WebClientBreakers {

    private final HttpBreakers breakers;

    /**
     * Breakers of reactive clients.
     *
     * @param breakers which breakers there are
     */
    public WebClientBreakers(HttpBreakers breakers) {
        this.breakers = breakers;
    }

    /**
     * A filter for a client that is built by hand. It takes the place of what a setting put there
     * where that can be seen: at clients that are beans, and at groups of HTTP services.
     *
     * @param breaker the name of a breaker, made with its configured settings if it is not there
     * @return a filter; to be added last, so that those before it can do without a permit
     */
    public ExchangeFilterFunction filter(String breaker) {
        return new GuardingFilter(breakers.named(breaker), breakers.judge(), false);
    }

    /**
     * A filter for a client that is built by hand, with a breaker of one's own.
     *
     * @param breaker any breaker
     * @return a filter; to be added last, so that those before it can do without a permit
     * @see #filter(String)
     */
    public ExchangeFilterFunction filter(Breaker breaker) {
        return new GuardingFilter(address -> breaker, breakers.judge(), false);
    }

    /**
     * Lets requests pass the breakers of the hosts to which they go, as the setting {@code HOST}
     * does. A filter that was added by hand stays instead.
     *
     * @param filters those of a client; changed
     */
    public void guardByHost(List<ExchangeFilterFunction> filters) {
        guard(breakers::byHost, filters);
    }

    /**
     * Lets requests pass one breaker, as the settings {@code CLIENT} and {@code GROUP} do. A filter
     * that was added by hand stays instead.
     *
     * @param breaker the name of the breaker
     * @param filters those of a client; changed
     */
    public void guard(String breaker, List<ExchangeFilterFunction> filters) {
        guard(() -> breakers.named(breaker), filters);
    }

    private void guard(Supplier<BreakerSource> source, List<ExchangeFilterFunction> filters) {
        if (filters.stream().noneMatch(WebClientBreakers::isByHand)) {
            filters.removeIf(GuardingFilter.class::isInstance);
            filters.add(new GuardingFilter(source.get(), breakers.judge(), true));
        }
    }

    private static boolean isByHand(ExchangeFilterFunction filter) {
        return filter instanceof GuardingFilter guarding && !guarding.isAutomatic();
    }
}
