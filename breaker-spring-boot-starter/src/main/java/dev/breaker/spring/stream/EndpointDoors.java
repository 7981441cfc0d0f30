package dev.breaker.spring.stream;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.EndpointMapping;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointHttpMethod;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.util.StringUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * All doors, at the paths that the endpoints have where they are exposed over the web and may be
 * read. An endpoint that is not has no door.
 */
public final class EndpointDoors {

    private static final Set<String> READ = Set.of("GET");
    private static final Set<String> READ_OR_LOOK = Set.of("GET", "HEAD");

    private final WebEndpointsSupplier endpoints;
    private final EndpointMapping mapping;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * No doors yet.
     *
     * @param endpoints those that are exposed
     * @param basePath what stands before their paths
     */
    public EndpointDoors(WebEndpointsSupplier endpoints, String basePath) {
        this.endpoints = endpoints;
        this.mapping = new EndpointMapping(basePath);
    }

    /**
     * Adds the stream of events.
     *
     * @param stream the stream
     * @return this
     */
    public EndpointDoors with(EventStream stream) {
        add("circuitbreakerevents", "/**", MediaType.TEXT_EVENT_STREAM, READ, stream);
        return this;
    }

    /**
     * Adds the stream of statuses.
     *
     * @param stream the stream
     * @return this
     */
    public EndpointDoors with(StatusStream stream) {
        add("circuitbreakers", "", MediaType.TEXT_EVENT_STREAM, READ, stream);
        return this;
    }

    /**
     * Adds the dashboard.
     *
     * @param page the dashboard
     * @return this
     */
    public EndpointDoors with(DashboardPage page) {
        add("circuitbreakers", "", MediaType.TEXT_HTML, READ_OR_LOOK, page);
        return this;
    }

    private void add(String id, String rest, MediaType type, Set<String> methods, Door door) {
        endpoint(endpoints, id, WebEndpointHttpMethod.GET)
                .ifPresent(
                        endpoint -> {
                            String path = mapping.createSubPath(endpoint.getRootPath()) + rest;
                            entries.add(
                                    new Entry(
                                            PathPatternParser.defaultInstance.parse(path),
                                            type,
                                            produced(endpoint),
                                            methods,
                                            door));
                        });
    }

    /** An endpoint, if it is exposed and permits this. */
    static Optional<ExposableWebEndpoint> endpoint(
            WebEndpointsSupplier endpoints, String id, WebEndpointHttpMethod method) {
        return endpoints.getEndpoints().stream()
                .filter(endpoint -> endpoint.getEndpointId().equals(EndpointId.of(id)))
                .filter(endpoint -> permits(endpoint, method))
                .findFirst();
    }

    private static boolean permits(ExposableWebEndpoint endpoint, WebEndpointHttpMethod method) {
        return endpoint.getOperations().stream()
                .anyMatch(operation -> operation.getRequestPredicate().getHttpMethod() == method);
    }

    private static Set<MediaType> produced(ExposableWebEndpoint endpoint) {
        return endpoint.getOperations().stream()
                .flatMap(operation -> operation.getRequestPredicate().getProduces().stream())
                .map(MediaType::parseMediaType)
                .collect(Collectors.toSet());
    }

    /**
     * What may be done at the endpoint that steers breakers.
     *
     * @param endpoints those that are exposed
     * @return the name of Spring Boot's {@code Access}
     */
    public static String access(WebEndpointsSupplier endpoints) {
        return endpoint(endpoints, "circuitbreakers", WebEndpointHttpMethod.POST)
                .map(endpoint -> "UNRESTRICTED")
                .orElse("READ_ONLY");
    }

    /** The door that a request is for; null for all requests that are Actuator's. */
    @Nullable Found find(String method, PathContainer path, Supplier<List<String>> accept) {
        for (Entry entry : entries) {
            if (entry.methods.contains(method)
                    && entry.path.matches(path)
                    && Preference.isFor(entry.type, entry.actuators, accept.get())) {
                return new Found(entry.door, entry.path.getPatternString(), rest(entry.path, path));
            }
        }
        return null;
    }

    /** As Actuator reads it: without empty segments, and each decoded. */
    private static String rest(PathPattern pattern, PathContainer path) {
        String rest =
                pattern.hasPatternSyntax() ? pattern.extractPathWithinPattern(path).value() : "";
        return Arrays.stream(StringUtils.tokenizeToStringArray(rest, "/", false, true))
                .map(segment -> StringUtils.uriDecode(segment, StandardCharsets.UTF_8))
                .collect(Collectors.joining("/"));
    }

    private record Entry(
            PathPattern path,
            MediaType type,
            Set<MediaType> actuators,
            Set<String> methods,
            Door door) {}

    /**
     * A door.
     *
     * @param door it
     * @param pattern its path, for those who measure requests
     * @param rest what stands behind the path of its endpoint
     */
    record Found(Door door, String pattern, String rest) {}
}
