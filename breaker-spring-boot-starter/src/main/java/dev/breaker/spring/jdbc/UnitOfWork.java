package dev.breaker.spring.jdbc;

import dev.breaker.Breaker;
import dev.breaker.Permit;
import java.sql.SQLNonTransientConnectionException;

/**
 * One call to a database, as its breaker counts it: from the asking for a connection to the close
 * of that. The first failure anywhere in it settles it; if all that the database ever did was to
 * complain of what it was asked, it has no verdict; otherwise it is a success when it ends. It
 * takes as long as the first statement needs to be executed.
 *
 * <p>Thread-safe, as far as JDBC is: one thread at a time works with a connection, another may
 * cancel or abort.
 */
final class UnitOfWork {

    private final Breaker breaker;
    private final Permit permit;

    private volatile boolean answered;
    private volatile boolean complained;
    private volatile boolean cancelled;

    private UnitOfWork(Breaker breaker, Permit permit) {
        this.breaker = breaker;
        this.permit = permit;
    }

    /**
     * Asks for permission.
     *
     * @throws dev.breaker.CallNotPermittedException if there is none
     */
    static UnitOfWork begin(Breaker breaker) {
        return new UnitOfWork(breaker, breaker.acquire());
    }

    /** There is no connection. */
    void notConnected(Throwable why) {
        if (Judge.isFailureToConnect(why, breaker.config())) {
            permit.recordFailure(why);
        } else {
            permit.cancel();
        }
    }

    /** A statement was executed. */
    void answered() {
        if (!answered) {
            answered = true;
            permit.received(null);
        }
    }

    /** The caller cancels a statement; what the driver then says is no time-out. */
    void cancelled() {
        cancelled = true;
    }

    /** Something threw that belongs to the connection. */
    void threw(Throwable thrown) {
        if (Judge.isFailure(thrown, breaker.config(), cancelled)) {
            permit.recordFailure(thrown);
        } else {
            complained = true;
        }
    }

    /** The connection was asked whether it lives, and does not. */
    void foundDead() {
        threw(new SQLNonTransientConnectionException("The connection is not valid", "08006"));
    }

    /** The connection is closed. */
    void ended() {
        if (complained && !answered) {
            permit.cancel();
        } else {
            permit.succeeded();
        }
    }

    /** The connection was aborted by the caller, who cannot or will not wait for an answer. */
    void aborted() {
        permit.cancel();
    }
}
