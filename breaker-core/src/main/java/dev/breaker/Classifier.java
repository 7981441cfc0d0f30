package dev.breaker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an exception or a result says about the backend: first whether it is ignored, then
 * whether it is a failure. Ignore wins over record. A predicate that throws is contained: it then
 * matches nothing, except that an exception whose record predicate is broken stays a failure.
 */
final class Classifier {

    /** What a thrown exception or returned value means. */
    enum Verdict {
        SUCCESS,
        FAILURE,
        IGNORED
    }

    /** These speak of the caller or of another breaker, not of the backend. */
    private static final List<Class<? extends Throwable>> NO_VERDICT =
            List.of(
                    CancellationException.class,
                    InterruptedException.class,
                    ClosedByInterruptException.class,
                    CallNotPermittedException.class);

    private static final int DEEPEST_WRAPPING = 100; // causes can form a circle

    private final List<Class<? extends Throwable>> recorded;
    private final List<Class<? extends Throwable>> ignored;
    private final @Nullable Predicate<? super Throwable> recordPredicate;
    private final @Nullable Predicate<? super Throwable> ignorePredicate;
    private final @Nullable Predicate<@Nullable Object> resultPredicate;
    private final Contained contained;

    Classifier(BreakerConfig config, Contained contained) {
        recorded = config.recordExceptions();
        ignored = config.ignoreExceptions();
        recordPredicate = config.recordFailurePredicate();
        ignorePredicate = config.ignoreExceptionPredicate();
        resultPredicate = config.recordResult();
        this.contained = contained;
    }

    /** The innermost exception below wrappers that say nothing by themselves. */
    static Throwable unwrap(Throwable thrown) {
        Throwable inner = thrown;
        for (int depth = 0; depth < DEEPEST_WRAPPING; depth++) {
            Throwable cause = isWrapper(inner) ? causeOf(inner) : null;
            if (cause == null) {
                return inner;
            }
            inner = cause;
        }
        return inner;
    }

    /** In words that the compiler can see through: a downstream that is down fails often. */
    private static boolean isWrapper(Throwable thrown) {
        return thrown instanceof CompletionException
                || thrown instanceof ExecutionException
                || thrown instanceof UndeclaredThrowableException
                || thrown instanceof InvocationTargetException;
    }

    private static @Nullable Throwable causeOf(Throwable wrapper) {
        try {
            return wrapper.getCause();
        } catch (Throwable broken) { // getCause() may be the user's code
            return null;
        }
    }

    /** The verdict on an exception that is already unwrapped. */
    Verdict thrown(Throwable thrown) {
        if (isOneOf(ignored, thrown)
                || (isOneOf(NO_VERDICT, thrown) && !isRecordedExplicitly(thrown))
                || matches(ignorePredicate, thrown, "ignoreExceptionPredicate", false)) {
            return Verdict.IGNORED;
        }
        boolean all = recorded.isEmpty() && recordPredicate == null;
        return all
                        || isOneOf(recorded, thrown)
                        || matches(recordPredicate, thrown, "recordFailurePredicate", true)
                ? Verdict.FAILURE
                : Verdict.SUCCESS;
    }

    boolean isFailure(@Nullable Object result) {
        return resultPredicate != null && matches(resultPredicate, result, "recordResult", false);
    }

    /**
     * Cancellation is not recorded because somebody listed Exception, only if it is named itself.
     */
    private boolean isRecordedExplicitly(Throwable thrown) {
        return recorded.stream()
                .anyMatch(
                        type ->
                                type.isInstance(thrown)
                                        && NO_VERDICT.stream()
                                                .anyMatch(none -> none.isAssignableFrom(type)));
    }

    private static boolean isOneOf(List<Class<? extends Throwable>> types, Throwable thrown) {
        for (Class<? extends Throwable> type :
                types) { // no stream: a downstream that is down fails often
            if (type.isInstance(thrown)) {
                return true;
            }
        }
        return false;
    }

    private <T> boolean matches(
            @Nullable Predicate<? super T> predicate,
            @Nullable T value,
            String name,
            boolean whenBroken) {
        if (predicate == null) {
            return false;
        }
        try {
            return predicate.test(value);
        } catch (Throwable broken) {
            contained.report(name, broken);
            return whenBroken;
        }
    }
}
