package dev.breaker.spring.stream;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
 * as everybody would write them, are made a text; and what is no such body is refused with words.
 *
 * <p>A filter does the first, and a door the second, so that refusals come where answers come from:
 * after all filters, with CORS and in the metrics. A {@code RequestBodyAdvice} would have been
 * smaller, but WebFlux has none; and a mapping of our own for orders would have lost all rules that
 * Actuator has for them.
 */
public final class OrderBodies {

    /** Where a filter leaves the door that is to refuse a request. */
    static final String REFUSAL = OrderBodies.class.getName() + ".refusal";

    /** Of bytes; a hundred times what an order needs. */
    static final int LARGEST = 256 * 1024;

    private static final int TOO_LARGE = 413;

    private final @Nullable PathPattern path;
    private final JsonReader reader;
    private final Refusals refusals;

    /**
     * Bodies of the orders that are taken.
     *
     * @param endpoints those that are exposed
     * @param basePath what stands before their paths
     * @param reader reads the bodies
     * @param writer writes refusals
     */
    public OrderBodies(
            WebEndpointsSupplier endpoints, String basePath, JsonReader reader, JsonWriter writer) {
        EndpointMapping mapping = new EndpointMapping(basePath);
        path =
                EndpointDoors.endpoint(endpoints, "circuitbreakers", WebEndpointHttpMethod.POST)
                        .map(endpoint -> mapping.createSubPath(endpoint.getRootPath()) + "/**")
                        .map(PathPatternParser.defaultInstance::parse)
                        .orElse(null);
        this.reader = reader;
        refusals = new Refusals(writer);
    }

    /** Whether a request can be an order: something in JSON, in UTF-8 as JSON is, is posted. */
    static boolean canBeIn(String method, @Nullable String contentType) {
        return method.equals("POST") && contentType != null && isJson(contentType);
    }

    private static boolean isJson(String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            Charset charset = type.getCharset();
            return (type.isCompatibleWith(MediaType.APPLICATION_JSON)
                            || type.getSubtype().endsWith("+json"))
                    && (charset == null || charset.equals(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    /** Whether orders are sent to this path. */
    boolean areSentTo(PathContainer requested) {
        return path != null && path.matches(requested);
    }

    /**
     * A body as Actuator can read it.
     *
     * @throws UnreadableOrderException if it cannot be made one
     */
    byte[] readable(byte[] body) {
        if (body.length > LARGEST) {
            throw tooLarge();
        }
        return OrderText.readable(body, reader);
    }

    static UnreadableOrderException tooLarge() {
        return new UnreadableOrderException(
                TOO_LARGE, "is longer than %d bytes".formatted(LARGEST));
    }

    /** The door that is there in place of Actuator. */
    EndpointDoors.Found refusal(UnreadableOrderException unreadable) {
        Answer refusal =
                refusals.unreadable(
                        unreadable.status(),
                        """
                        The body %s; it must be like {"updateState": "FORCE_OPEN", "duration": "10m", "reason": "why"} \
                        or {"settings": {"failure-rate-threshold": 60}, "reason": "why"}"""
                                .formatted(unreadable.getMessage()));
        return new EndpointDoors.Found(visit -> refusal, String.valueOf(path), "");
    }
}
