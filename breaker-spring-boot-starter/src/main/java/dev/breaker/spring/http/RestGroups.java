package dev.breaker.spring.http;

import org.springframework.core.Ordered;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;

/** Puts groups of HTTP services that use a {@code RestClient} behind breakers. */
public final class RestGroups implements RestClientHttpServiceGroupConfigurer {

    private final RestBreakers breakers;
    private final GroupMode mode;

    /**
     * A configurer.
     *
     * @param breakers puts clients behind breakers
     * @param mode which breakers stand before the groups
     */
    public RestGroups(RestBreakers breakers, GroupMode mode) {
        this.breakers = breakers;
        this.mode = mode;
    }

    /** After all others, whose interceptors can then do without a permit. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void configureGroups(Groups<RestClient.Builder> groups) {
        switch (mode) {
            case GROUP ->
                    groups.forEachClient(
                            (group, client) ->
                                    client.requestInterceptors(
                                            all -> breakers.guard(group.name(), all)));
            case HOST ->
                    groups.forEachClient(
                            (group, client) -> client.requestInterceptors(breakers::guardByHost));
            case OFF -> {}
        }
    }
}
