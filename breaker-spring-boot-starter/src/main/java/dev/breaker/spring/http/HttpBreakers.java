package dev.breaker.spring.http;

import dev.breaker.Breaker;
import dev.breaker.spring.BreakerUser;
import dev.breaker.spring.Breakers;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which breakers stand before which requests, and how these judge responses. Thread-safe. */
public final class HttpBreakers implements BreakerUser {

    private final Breakers breakers;
    private final String configuration;
    private final HostBreakers hosts;
    private final Judge judge;
    private final Set<String> named = ConcurrentHashMap.newKeySet();
    private volatile boolean asksByHost;

    /**
     * Breakers for HTTP clients.
     *
     * @param breakers those of the application
     * @param configuration the named base of those that are not configured; empty for the base of
     *     all
     * @param maxHosts how many hosts can have breakers of their own, configured ones not counted
     * @param statuses what the status of a response says
     * @param clock the time from which the date of a {@code Retry-After} is counted
     */
    public HttpBreakers(
            Breakers breakers,
            String configuration,
            int maxHosts,
            StatusRules statuses,
            InstantSource clock) {
        this.breakers = breakers;
        this.configuration = configuration;
        this.hosts = new HostBreakers(this::current, breakers.configuredNames(), maxHosts);
        this.judge = new Judge(statuses, clock);
    }

    Judge judge() {
        return judge;
    }

    /** By host, any configured name that looks like a host may be that of one. */
    @Override
    public Set<String> breakerNames() {
        Set<String> names = new HashSet<>(named);
        if (asksByHost) {
            breakers.configuredNames().stream().filter(Target::isLikeHost).forEach(names::add);
            names.add(HostBreakers.OVERFLOW);
        }
        return names;
    }

    BreakerSource byHost() {
        asksByHost = true;
        return hosts;
    }

    /** Made at once, so that endpoint and meters know it before the first request. */
    BreakerSource named(String name) {
        breakers.breaker(name, base(name));
        named.add(name);
        return address -> current(name);
    }

    /** The one that there is now: it may have been taken out of the registry and made anew. */
    private Breaker current(String name) {
        return breakers.current(name, base(name));
    }

    private String base(String name) {
        return breakers.configuredNames().contains(name) ? "" : configuration;
    }
}
