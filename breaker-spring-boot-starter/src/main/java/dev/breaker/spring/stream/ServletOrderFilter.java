package dev.breaker.spring.stream;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;

/** Makes the bodies of orders readable, in Spring MVC. */
public final class ServletOrderFilter extends OncePerRequestFilter {

    private final OrderBodies bodies;

    /**
     * A filter.
     *
     * @param bodies knows them
     */
    public ServletOrderFilter(OrderBodies bodies) {
        this.bodies = bodies;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !bodies.isOne("POST", path(request), request.getContentType());
    }

    /** As the dispatcher will find it; what others have found is left as it was. */
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
        HttpServletRequest readable = readable(request, response);
        if (readable != null) {
            chain.doFilter(readable, response);
        }
    }

    /** Null where the request has been answered. */
    private @Nullable HttpServletRequest readable(
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readNBytes(OrderBodies.LARGEST + 1);
        try {
            return new RequestOfBytes(request, bodies.readable(body));
        } catch (UnreadableOrderException unreadable) {
            ServletDoors.write(bodies.refusal(unreadable), response);
            return null;
        }
    }
}
