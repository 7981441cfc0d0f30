package dev.breaker.spring.web;

import dev.breaker.CallNotPermittedException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** What a rejection is to an HTTP client. */
final class Rejections {

    /**
     * What the JDK wraps around exceptions on their way to the web; subclasses are somebody's own.
     * Not the wrappers of a breaker, which looks through subclasses too, and never meets those of a
     * web framework.
     */
    private static final Set<Class<?>> WRAPPERS =
            Set.of(
                    CompletionException.class,
                    ExecutionException.class,
                    InvocationTargetException.class,
                    UndeclaredThrowableException.class);

    /** Around what a DataSource throws; by name, for it need not be on the class path. */
    private static final String NO_TRANSACTION =
            "org.springframework.transaction.CannotCreateTransactionException";

    private static final int DEEPEST_WRAPPING = 100; // causes can form a circle

    private Rejections() {}

    /**
     * The rejection that an exception stands for; null if it stands for none.
     *
     * @param wrapper what the web framework wraps around exceptions
     */
    static @Nullable CallNotPermittedException in(Throwable exception, Class<?> wrapper) {
        Throwable candidate = exception;
        int depth = 0;
        while (candidate != null
                && isWrapper(candidate.getClass(), wrapper)
                && depth++ < DEEPEST_WRAPPING) {
            candidate = candidate.getCause();
        }
        return candidate instanceof CallNotPermittedException rejection ? rejection : null;
    }

    private static boolean isWrapper(Class<?> type, Class<?> ofTheFramework) {
        return type == ofTheFramework
                || WRAPPERS.contains(type)
                || type.getName().equals(NO_TRANSACTION);
    }

    static ProblemDetail problem(CallNotPermittedException rejection) {
        ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.SERVICE_UNAVAILABLE);
        problem.setType(URI.create("about:blank"));
        problem.setTitle(HttpStatus.SERVICE_UNAVAILABLE.getReasonPhrase());
        problem.setDetail("A service that this request depends on is not available.");
        problem.setProperty("breaker", rejection.breakerName());
        return problem;
    }

    /**
     * The value of {@code Retry-After}: whole seconds, never too early, never 0, for a client that
     * comes back at once helps nobody; null where no probe is due.
     */
    static @Nullable String retryAfter(CallNotPermittedException rejection) {
        Duration wait = rejection.timeToNextProbe();
        return wait == null
                ? null
                : Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
    }
}
