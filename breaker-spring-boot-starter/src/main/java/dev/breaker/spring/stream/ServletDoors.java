package dev.breaker.spring.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.RequestPath;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** The doors in Spring MVC, just before Actuator, which gets all that is not for one of them. */
public final class ServletDoors extends AbstractHandlerMapping {

    private static final int BEFORE_ACTUATOR = -101;

    private final EndpointDoors doors;
    private final @Nullable CorsConfiguration cors;

    /**
     * A mapping.
     *
     * @param doors the doors
     * @param cors as for the endpoints
     */
    public ServletDoors(EndpointDoors doors, @Nullable CorsConfiguration cors) {
        this.doors = doors;
        this.cors = cors;
        setOrder(BEFORE_ACTUATOR);
    }

    @Override
    protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
        EndpointDoors.Found found =
                request.getAttribute(OrderBodies.REFUSAL) instanceof EndpointDoors.Found refusal
                        ? refusal
                        : find(request);
        if (found == null) {
            return null;
        }
        request.setAttribute(BEST_MATCHING_PATTERN_ATTRIBUTE, found.pattern());
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(observed -> observed.setPathPattern(found.pattern()));
        return (HttpRequestHandler) (in, out) -> answer(found, in, out);
    }

    private EndpointDoors.@Nullable Found find(HttpServletRequest request) {
        RequestPath path =
                ServletRequestPathUtils.hasParsedRequestPath(request)
                        ? ServletRequestPathUtils.getParsedRequestPath(request)
                        : ServletRequestPathUtils.parseAndCache(request);
        return doors.find(
                request.getMethod(),
                path.pathWithinApplication(),
                () -> Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
    }

    private static void answer(
            EndpointDoors.Found found, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String last = request.getHeader(StreamHeaders.LAST_EVENT_ID);
        Visit visit =
                new Visit(
                        found.rest(),
                        last != null
                                ? last
                                : request.getParameter(StreamHeaders.LAST_EVENT_ID_PARAMETER));
        Answer answer = found.door().open(visit);
        if (answer instanceof Answer.Document document) {
            response.setStatus(document.status());
            document.headers().forEach(response::setHeader);
            byte[] body = document.bytes();
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        } else if (answer instanceof Answer.Streaming streaming) {
            stream(streaming.client(), request, response);
        }
    }

    private static void stream(
            Client client, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean begun = false;
        try {
            ShallowEtagHeaderFilter.disableContentCaching(request); // which would keep it all
            StreamHeaders.ALL.forEach(response::setHeader);
            if (request.getProtocol().startsWith("HTTP/1")) {
                response.setHeader(HttpHeaders.CONNECTION, "close");
            }
            AsyncContext context = request.startAsync(request, response);
            context.setTimeout(0);
            ServletConnection connection =
                    new ServletConnection(context, response.getOutputStream(), client);
            context.addListener(connection);
            response.getOutputStream().setWriteListener(connection);
            client.join(connection);
            begun = true;
        } finally {
            if (!begun) {
                client.leave();
            }
        }
    }

    @Override
    protected boolean hasCorsConfigurationSource(Object handler) {
        return cors != null;
    }

    @Override
    protected @Nullable CorsConfiguration getCorsConfiguration(
            Object handler, HttpServletRequest request) {
        CorsConfiguration own = super.getCorsConfiguration(handler, request);
        return own != null ? own : cors;
    }
}
