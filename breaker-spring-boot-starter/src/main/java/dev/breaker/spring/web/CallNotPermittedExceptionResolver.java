package dev.breaker.spring.web;

import dev.breaker.CallNotPermittedException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Answers a rejection that nobody else has handled with 503, {@code Retry-After} where a probe is
 * due, and a problem detail. Comes after every other resolver, so that it hides no handler; a
 * rejection that the application has wrapped in an exception of its own is the application's.
 */
public final class CallNotPermittedExceptionResolver implements HandlerExceptionResolver, Ordered {

    private static final Log LOG = LogFactory.getLog(CallNotPermittedExceptionResolver.class);

    private final Supplier<List<HttpMessageConverter<?>>> converters;

    /**
     * A resolver.
     *
     * @param converters those of Spring MVC, which write the problem detail
     */
    public CallNotPermittedExceptionResolver(Supplier<List<HttpMessageConverter<?>>> converters) {
        this.converters = converters;
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Object handler,
            Exception exception) {
        CallNotPermittedException rejection = Rejections.in(exception, ServletException.class);
        if (rejection == null || response.isCommitted()) {
            return null;
        }
        try {
            answer(rejection, request, response);
            return new ModelAndView(); // resolved, and nothing to render
        } catch (Exception broken) {
            LOG.warn("The rejection could not be answered: " + rejection.getMessage(), broken);
            return null;
        }
    }

    private void answer(
            CallNotPermittedException rejection,
            HttpServletRequest request,
            HttpServletResponse response)
            throws Exception {
        ServerResponse.BodyBuilder answer =
                ServerResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        String retryAfter = Rejections.retryAfter(rejection);
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        try {
            answer.body(Rejections.problem(rejection)).writeTo(request, response, converters::get);
        } catch (HttpMediaTypeNotAcceptableException noJsonHere) {
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
    }
}
