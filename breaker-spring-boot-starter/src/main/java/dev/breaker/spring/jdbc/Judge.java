package dev.breaker.spring.jdbc;

import dev.breaker.BreakerConfig;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures of a database from errors of its caller. The settings of the breaker are asked as
 * well: what they ignore is ignored, and what they record by name is a failure, too. But they need
 * not name what is a failure here: a list of exceptions to record, inherited perhaps and about
 * something else, must not make a success of a lost connection.
 */
final class Judge {

    private static final Log logger = LogFactory.getLog(Judge.class);

    private static final AtomicBoolean predicateBroke = new AtomicBoolean();

    private Judge() {}

    /** Whether it is a failure that no connection was given. */
    static boolean isFailureToConnect(Throwable thrown, BreakerConfig settings) {
        return SqlProblem.of(thrown) != SqlProblem.NONE
                && !SqlProblem.isUnsupported(thrown)
                && !isIgnored(thrown, settings);
    }

    /**
     * Whether it is a failure that something went wrong with a connection.
     *
     * @param cancelled whether the caller himself has cancelled a statement
     */
    static boolean isFailure(Throwable thrown, BreakerConfig settings, boolean cancelled) {
        SqlProblem problem = SqlProblem.of(thrown);
        boolean failure =
                switch (problem) {
                    case CONNECTION -> true;
                    case TIME_OUT -> !cancelled;
                    case REQUEST -> isRecorded(thrown, settings);
                    case NONE -> false;
                };
        return failure && !isIgnored(thrown, settings);
    }

    private static boolean isIgnored(Throwable thrown, BreakerConfig settings) {
        return isOneOf(settings.ignoreExceptions(), thrown)
                || matches(settings.ignoreExceptionPredicate(), thrown);
    }

    private static boolean isRecorded(Throwable thrown, BreakerConfig settings) {
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
