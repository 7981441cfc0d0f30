package dev.breaker.spring.jdbc;

import dev.breaker.CallNotPermittedException;
import dev.breaker.spring.Interruption;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What an exception of a database, or of its pool, is about. */
enum SqlProblem {

    /** The database cannot be reached, has gone, or cannot serve anybody. */
    CONNECTION,

    /** The database did not answer in time, or a statement was cancelled: drivers say the same. */
    TIME_OUT,

    /** What was asked for: syntax, constraints, data, locks, deadlocks, features. */
    REQUEST,

    /** Nothing that the database was asked: an interruption, or the rejection of a breaker. */
    NONE;

    /** The latter are what drivers wrap; not every IOException, for it may be a caller's file. */
    private static final List<Class<? extends Exception>> CONNECTION_TYPES =
            List.of(
                    SQLTransientConnectionException.class,
                    SQLNonTransientConnectionException.class,
                    SQLRecoverableException.class,
                    SocketException.class,
                    SocketTimeoutException.class,
                    UnknownHostException.class,
                    EOFException.class,
                    ClosedChannelException.class,
                    SSLException.class);

    /**
     * Beginnings of SQLStates. 08 is the standard's connection exception; those with 53 are a
     * server that has run out of resources, disk, memory or connections, 58 is one that broke; 57P
     * is PostgreSQL's shutdown, crash and start; JZ0C is what Sybase's driver says of a dead
     * connection.
     */
    private static final List<String> CONNECTION_STATES =
            List.of("08", "53000", "53100", "53200", "53300", "58", "57P", "JZ0C");

    /** Oracle's codes of a closed statement and a closed result set. */
    private static final Set<Integer> CLOSED_BY_CALLER = Set.of(17009, 17010);

    private static final Set<String> TIME_OUT_STATES = Set.of("57014", "HYT00", "HYT01", "HY008");

    private static final int MOST = 100; // chains can form circles

    /** The gravest problem among an exception, its causes, and those that SQL chains to them. */
    static SqlProblem of(Throwable thrown) {
        SqlProblem gravest = REQUEST;
        Deque<Throwable> left = new ArrayDeque<>();
        left.add(thrown);
        for (int seen = 0; seen < MOST && !left.isEmpty(); seen++) {
            Throwable next = left.remove();
            SqlProblem problem = ofItself(next);
            if (problem == NONE) {
                return NONE;
            }
            gravest = problem.compareTo(gravest) < 0 ? problem : gravest;
            addIfAny(left, next.getCause());
            addIfAny(left, next instanceof SQLException sql ? sql.getNextException() : null);
        }
        return gravest;
    }

    /** Whether a driver, or a pool, says that it cannot do at all what it was asked for. */
    static boolean isUnsupported(Throwable thrown) {
        return thrown instanceof SQLFeatureNotSupportedException;
    }

    private static void addIfAny(Deque<Throwable> left, @Nullable Throwable next) {
        if (next != null) {
            left.add(next);
        }
    }

    private static SqlProblem ofItself(Throwable thrown) {
        if (Interruption.is(thrown) || thrown instanceof CallNotPermittedException) {
            return NONE;
        }
        if (thrown instanceof SQLRecoverableException sql
                && CLOSED_BY_CALLER.contains(sql.getErrorCode())) {
            return REQUEST;
        }
        if (CONNECTION_TYPES.stream().anyMatch(type -> type.isInstance(thrown))) {
            return CONNECTION;
        }
        return thrown instanceof SQLException sql ? ofItsState(sql) : REQUEST;
    }

    private static SqlProblem ofItsState(SQLException thrown) {
        String state = thrown.getSQLState() == null ? "" : thrown.getSQLState();
        if (CONNECTION_STATES.stream().anyMatch(state::startsWith)) {
            return CONNECTION;
        }
        return thrown instanceof SQLTimeoutException || TIME_OUT_STATES.contains(state)
                ? TIME_OUT
                : REQUEST;
    }
}
