package dev.breaker.spring.stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.web.EndpointMapping;
import org.springframework.boot.actuate.endpoint.web.WebEndpointHttpMethod;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The bodies of orders, before Actuator reads them. It takes an object whose values are texts, and
 * of all else says no more than that it could not be read. So settings that are an object in JSON,
 * as everybody would write them, are made a text; and what is no object at all is refused with
 * words.
 *
 * <p>This stands in a filter, behind those of Spring Security. A {@code RequestBodyAdvice} would
 * have been smaller, but WebFlux has none; and a mapping of our own for orders would have lost all
 * rules that Actuator has for them.
 */
public final class OrderBodies {

    /** Of bytes; a hundred times what an order needs. */
    static final int LARGEST = 256 * 1024;

    private final @Nullable PathPattern path;
    private final Refusals refusals;

    /**
     * Bodies of the orders that are taken.
     *
     * @param endpoints those that are exposed
     * @param basePath what stands before their paths
     * @param json writes refusals
     */
    public OrderBodies(WebEndpointsSupplier endpoints, String basePath, JsonWriter json) {
        EndpointMapping mapping = new EndpointMapping(basePath);
        path =
                EndpointDoors.endpoint(endpoints, "circuitbreakers", WebEndpointHttpMethod.POST)
                        .map(endpoint -> mapping.createSubPath(endpoint.getRootPath()) + "/**")
                        .map(PathPatternParser.defaultInstance::parse)
                        .orElse(null);
        refusals = new Refusals(json);
    }

    /** Whether a request is an order with a body in JSON. */
    boolean isOne(String method, PathContainer requested, @Nullable String contentType) {
        return "POST".equals(method)
                && path != null
                && path.matches(requested)
                && isJson(contentType);
    }

    private static boolean isJson(@Nullable String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(String.valueOf(contentType));
            return type.isCompatibleWith(MediaType.APPLICATION_JSON)
                    || type.getSubtype().endsWith("+json");
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    /**
     * A body as Actuator can read it.
     *
     * @throws UnreadableOrderException if it is no object in JSON, or too long
     */
    byte[] readable(byte[] body) {
        if (body.length > LARGEST) {
            throw tooLong();
        }
        return OrderText.readable(body);
    }

    static UnreadableOrderException tooLong() {
        return new UnreadableOrderException("is longer than %d bytes".formatted(LARGEST));
    }

    /** What is answered in place of Actuator. */
    Answer.Document refusal(UnreadableOrderException unreadable) {
        return refusals.unreadable(
                """
                The body %s; it must be like {"updateState": "FORCE_OPEN", "duration": "10m", "reason": "why"} \
                or {"settings": {"failure-rate-threshold": 60}, "reason": "why"}"""
                        .formatted(unreadable.getMessage()));
    }
}
