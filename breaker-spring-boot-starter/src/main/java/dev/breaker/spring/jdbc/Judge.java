package dev.breaker.spring.jdbc;

import dev.breaker.BreakerConfig;
import dev.breaker.spring.ExceptionLists;

/**
 * Tells failures of a database from errors of its caller. The settings of the breaker are asked as
 * well: what they ignore is ignored, and what they record by name is a failure, too. But they need
 * not name what is a failure here: a list of exceptions to record, inherited perhaps and about
 * something else, must not make a success of a lost connection.
 */
final class Judge {

    private Judge() {}

    /** Whether it is a failure that no connection was given. */
    static boolean isFailureToConnect(Throwable thrown, BreakerConfig settings) {
        return SqlProblem.of(thrown) != SqlProblem.NONE
                && !SqlProblem.isUnsupported(thrown)
                && !ExceptionLists.isIgnored(thrown, settings);
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
                    case REQUEST -> ExceptionLists.isRecorded(thrown, settings);
                    case NONE -> false;
                };
        return failure && !ExceptionLists.isIgnored(thrown, settings);
    }
}
