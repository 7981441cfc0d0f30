package dev.breaker.spring.http;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The server to which a request goes, as breakers and messages name it. */
final class Target {

    private Target() {}

    /**
     * The host, with its port unless that is the usual one of the scheme; never with user and
     * password.
     *
     * @return null for an address without a host
     */
    static @Nullable String of(URI address) {
        String authority = address.getRawAuthority();
        if (authority == null) {
            return null;
        }
        String host = normal(authority.substring(authority.lastIndexOf('@') + 1));
        String withoutPort = withoutSuffix(host, usualPort(address.getScheme()));
        return withoutPort.isEmpty() ? null : withoutPort;
    }

    /** A host, perhaps with a port, in lower case and without the dot that ends a full name. */
    static String normal(String host) {
        String lower = host.toLowerCase(Locale.ROOT).replace(".:", ":");
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** Whether a name is written as hosts are, with a domain or a port. */
    static boolean isLikeHost(String name) {
        return name.indexOf('.') >= 0 || name.indexOf(':') >= 0 || name.equals("localhost");
    }

    static String usualPort(@Nullable String scheme) {
        return "https".equalsIgnoreCase(scheme) ? ":443" : ":80";
    }

    private static String withoutSuffix(String host, String port) {
        return host.endsWith(port) ? host.substring(0, host.length() - port.length()) : host;
    }
}
