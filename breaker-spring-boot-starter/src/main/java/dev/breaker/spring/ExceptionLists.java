package dev.breaker.spring;

import dev.breaker.BreakerConfig;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the settings of a breaker say by name of an exception, for those who know a failure without
 * them. A predicate that throws matches nothing, and the log says so once. Thread-safe.
 */
public final class ExceptionLists {

    private static final Log logger = LogFactory.getLog(ExceptionLists.class);

    private static final AtomicBoolean predicateBroke = new AtomicBoolean();

    private ExceptionLists() {}

    /**
     * Whether an exception is ignored by a list or a predicate.
     *
     * @param thrown what a call threw
     * @param settings those of the breaker
     * @return whether they ignore it
     */
    public static boolean isIgnored(Throwable thrown, BreakerConfig settings) {
        return isOneOf(settings.ignoreExceptions(), thrown)
                || matches(settings.ignoreExceptionPredicate(), thrown);
    }

    /**
     * Whether an exception is recorded by a list or a predicate, and not only because there is
     * neither.
     *
     * @param thrown what a call threw
     * @param settings those of the breaker
     * @return whether they record it
     */
    public static boolean isRecorded(Throwable thrown, BreakerConfig settings) {
        return isOneOf(settings.recordExceptions(), thrown)
                || matches(settings.recordFailurePredicate(), thrown);
    }

    private static boolean isOneOf(List<Class<? extends Throwable>> types, Throwable thrown) {
        for (Class<? extends Throwable> type : types) {
            if (type.isInstance(thrown)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(
            @Nullable Predicate<? super Throwable> predicate, Throwable thrown) {
        try {
            return predicate != null && predicate.test(thrown);
        } catch (Throwable broken) { // the user's code cannot change what becomes of a call
            if (!predicateBroke.getAndSet(true)) {
                logger.warn("A predicate of a breaker threw, and matches nothing", broken);
            }
            return false;
        }
    }
}
