package dev.breaker.spring.endpoint;

import dev.breaker.spring.Spelling;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.MimeType;

/** Why a request to an endpoint is refused, in the words of RFC 9457. */
record Problem(String title, int status, String detail) {

    private static final int SHOWN = 100;
    private static final MimeType JSON = new MimeType("application", "problem+json");

    static WebEndpointResponse<Object> unknownBreaker(String name) {
        return new Problem(
                        "Not Found",
                        WebEndpointResponse.STATUS_NOT_FOUND,
                        "There is no breaker '%s'".formatted(name))
                .response();
    }

    /** The path names the breaker, and something else in the request names one, too. */
    static WebEndpointResponse<Object> misplaced(String parameter) {
        return badRequest(
                "The path says which breaker is meant; '%s' must stand neither in the body nor in the query"
                        .formatted(parameter));
    }

    /** A value that is none of an enum's, or is missing. */
    static WebEndpointResponse<Object> unknownValue(
            String what, @Nullable String value, Class<? extends Enum<?>> allowed) {
        String fault =
                value == null ? what + " is missing" : "'%s' is no %s".formatted(value, what);
        return badRequest("%s; it must be one of %s".formatted(fault, EnumText.names(allowed)));
    }

    /** An order has no such field. */
    static WebEndpointResponse<Object> unknownField(
            String name, @Nullable Object value, Collection<String> fields) {
        String meant =
                Spelling.nearest(name, fields)
                        .map("Did you mean %s?"::formatted)
                        .orElse("The fields are: %s.".formatted(String.join(", ", fields)));
        return badRequest(
                "There is no field %s%s. %s".formatted(beginning(name), shown(value), meant));
    }

    /** No breaker has such a name. */
    static WebEndpointResponse<Object> nothingMatches(String names) {
        return new Problem(
                        "Not Found",
                        WebEndpointResponse.STATUS_NOT_FOUND,
                        "There is no breaker whose name is like '%s'".formatted(names))
                .response();
    }

    /** What is asked for is wrong, as this says. */
    static WebEndpointResponse<Object> refused(RuntimeException why) {
        return badRequest(String.valueOf(why.getMessage()));
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "" : " ('%s')".formatted(beginning(String.valueOf(value)));
    }

    private static String beginning(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static WebEndpointResponse<Object> badRequest(String detail) {
        return new Problem("Bad Request", WebEndpointResponse.STATUS_BAD_REQUEST, detail)
                .response();
    }

    private WebEndpointResponse<Object> response() {
        return new WebEndpointResponse<>(this, status, JSON);
    }
}
