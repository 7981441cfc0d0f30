package dev.breaker.spring.http;

import org.springframework.core.Ordered;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

/** Puts groups of HTTP services that use a {@code WebClient} behind breakers. */
public final class WebClientGroups implements WebClientHttpServiceGroupConfigurer {

    private final WebClientBreakers breakers;
    private final GroupMode mode;

    /**
     * A configurer.
     *
     * @param breakers puts clients behind breakers
     * @param mode which breakers stand before the groups
     */
    public WebClientGroups(WebClientBreakers breakers, GroupMode mode) {
        this.breakers = breakers;
        this.mode = mode;
    }

    /** After all others, whose filters can then do without a permit. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void configureGroups(Groups<WebClient.Builder> groups) {
        switch (mode) {
            case GROUP ->
                    groups.forEachClient(
                            (group, client) ->
                                    client.filters(all -> breakers.guard(group.name(), all)));
            case HOST ->
                    groups.forEachClient((group, client) -> client.filters(breakers::guardByHost));
            case OFF -> {}
        }
    }
}
