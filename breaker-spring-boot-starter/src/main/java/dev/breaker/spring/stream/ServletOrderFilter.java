package dev.breaker.spring.stream;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;

/** Makes the bodies of orders readable, in Spring MVC. */
public final class ServletOrderFilter extends OncePerRequestFilter {

    private final Supplier<OrderBodies> bodies;

    /**
     * A filter.
     *
     * @param bodies knows them; asked for with the first request that can be an order, for filters
     *     are made before the web server, and endpoints after it
     */
    public ServletOrderFilter(Supplier<OrderBodies> bodies) {
        this.bodies = bodies;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !OrderBodies.canBeIn(request.getMethod(), request.getContentType())
                || !bodies.get().areSentTo(path(request));
    }

    /** As the dispatcher will find it. */
    private static PathContainer path(HttpServletRequest request) {
        if (ServletRequestPathUtils.hasParsedRequestPath(request)) {
            return ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication();
        }
        RequestPath path = ServletRequestPathUtils.parseAndCache(request);
        ServletRequestPathUtils.clearParsedRequestPath(request);
        return path.pathWithinApplication();
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(readable(request, bodies.get()), response);
    }

    private static HttpServletRequest readable(HttpServletRequest request, OrderBodies bodies)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(OrderBodies.LARGEST + 1);
        try {
            return new RequestOfBytes(request, bodies.readable(body));
        } catch (UnreadableOrderException unreadable) {
            request.setAttribute(OrderBodies.REFUSAL, bodies.refusal(unreadable));
            return request;
        }
    }
}
