package dev.breaker.spring.web;

import dev.breaker.CallNotPermittedException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
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

    /**
     * What the JDK and Spring wrap around exceptions on their way here; subclasses are somebody's
     * own. Not the wrappers of a breaker, which looks through subclasses too, and never meets a
     * servlet's.
     */
    private static final Set<Class<?>> WRAPPERS =
            Set.of(
                    ServletException.class,
                    CompletionException.class,
                    ExecutionException.class,
                    InvocationTargetException.class,
                    UndeclaredThrowableException.class);

    /** Around what a DataSource throws; by name, for it need not be on the class path. */
    private static final String NO_TRANSACTION =
            "org.springframework.transaction.CannotCreateTransactionException";

    private static final int DEEPEST_WRAPPING = 100; // causes can form a circle

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
        CallNotPermittedException rejection = rejectionIn(exception);
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

    private static @Nullable CallNotPermittedException rejectionIn(Throwable exception) {
        Throwable candidate = exception;
        int depth = 0;
        while (candidate != null && isWrapper(candidate.getClass()) && depth++ < DEEPEST_WRAPPING) {
            candidate = candidate.getCause();
        }
        return candidate instanceof CallNotPermittedException rejection ? rejection : null;
    }

    private static boolean isWrapper(Class<?> type) {
        return WRAPPERS.contains(type) || type.getName().equals(NO_TRANSACTION);
    }

    private void answer(
            CallNotPermittedException rejection,
            HttpServletRequest request,
            HttpServletResponse response)
            throws Exception {
        ServerResponse.BodyBuilder answer =
                ServerResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        Duration wait = rejection.timeToNextProbe();
        if (wait != null) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds(wait)));
        }
        try {
            answer.body(problem(rejection)).writeTo(request, response, converters::get);
        } catch (HttpMediaTypeNotAcceptableException noJsonHere) {
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
    }

    private static ProblemDetail problem(CallNotPermittedException rejection) {
        ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.SERVICE_UNAVAILABLE);
        problem.setType(URI.create("about:blank"));
        problem.setTitle(HttpStatus.SERVICE_UNAVAILABLE.getReasonPhrase());
        problem.setDetail("A service that this request depends on is not available.");
        problem.setProperty("breaker", rejection.breakerName());
        return problem;
    }

    /** Whole seconds, never too early, never 0: a client that comes back at once helps nobody. */
    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }
}
