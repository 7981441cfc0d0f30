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

    /** After all others, which may say what makes the requests. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void configureGroups(Groups<RestClient.Builder> groups) {
        switch (mode) {
            case GROUP ->
                    groups.forEachClient((group, client) -> breakers.guard(group.name(), client));
            case HOST -> groups.forEachClient((group, client) -> breakers.guardByHost(client));
            case OFF -> {}
        }
    }
}
