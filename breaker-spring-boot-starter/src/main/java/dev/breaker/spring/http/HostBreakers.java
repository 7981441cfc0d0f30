package dev.breaker.spring.http;

import dev.breaker.Breaker;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A breaker for each host, named like it. Requests may go to hosts that somebody else chooses, so
 * their number is bounded: those beyond share a breaker. A host that has its breaker keeps it.
 */
final class HostBreakers implements BreakerSource {

    /** The breaker of all hosts beyond the bound, and of addresses without a host. */
    static final String OVERFLOW = "http-overflow";

    private static final Log logger = LogFactory.getLog(HostBreakers.class);

    private final Function<String, Breaker> breakers;
    private final Map<String, String> configured; // by what requests are compared with
    private final int most;
    private final Set<String> hosts = ConcurrentHashMap.newKeySet();
    private volatile boolean full;

    /**
     * Breakers of hosts.
     *
     * @param breakers the breaker of a name
     * @param configured the hosts that always have breakers of their own
     * @param most how many other hosts can have one
     */
    HostBreakers(Function<String, Breaker> breakers, Set<String> configured, int most) {
        this.breakers = breakers;
        this.configured = byHost(configured);
        this.most = most;
    }

    @Override
    public Breaker of(URI address) {
        String host = Target.of(address);
        return breakers.apply(host == null ? OVERFLOW : nameFor(host, address));
    }

    private String nameFor(String host, URI address) {
        String name = configured.get(host);
        if (name == null) {
            name = configured.get(host + Target.usualPort(address.getScheme()));
        }
        if (name == null) {
            return hasItsOwn(host) ? host : OVERFLOW;
        }
        return name;
    }

    /** Of names that mean one host, the one that is written as breakers are named wins. */
    private static Map<String, String> byHost(Set<String> names) {
        Map<String, String> byHost = new HashMap<>();
        for (String name : names) {
            String host = Target.normal(name);
            if (name.equals(host)) {
                byHost.put(host, name);
            } else {
                byHost.putIfAbsent(host, name);
            }
        }
        return Map.copyOf(byHost);
    }

    private boolean hasItsOwn(String host) {
        return hosts.contains(host) || (!full && add(host));
    }

    private synchronized boolean add(String host) {
        if (hosts.size() < most) {
            return hosts.add(host) || hosts.contains(host);
        }
        if (!full && !hosts.contains(host)) {
            full = true;
            logger.warn(
                    ("Requests go to more than %d hosts. '%s', and those that follow, have no breakers of"
                                    + " their own but share '%s'; more are allowed by breaker.http.max-hosts, and a host"
                                    + " that stands below breaker.instances always has its own.")
                            .formatted(most, host, OVERFLOW));
        }
        return hosts.contains(host);
    }
}
