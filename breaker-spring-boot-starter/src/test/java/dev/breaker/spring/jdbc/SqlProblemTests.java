package dev.breaker.spring.jdbc;

import static dev.breaker.spring.jdbc.SqlProblem.CONNECTION;
import static dev.breaker.spring.jdbc.SqlProblem.NONE;
import static dev.breaker.spring.jdbc.SqlProblem.REQUEST;
import static dev.breaker.spring.jdbc.SqlProblem.TIME_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.CallNotPermittedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.sql.BatchUpdateException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SqlProblemTests {

    @ParameterizedTest
    @CsvSource({
        "08000, CONNECTION", // the standard: connection exception
        "08001, CONNECTION", // unable to connect (PostgreSQL, SQL Server, Db2)
        "08004, CONNECTION", // too many connections (MySQL)
        "08006, CONNECTION", // connection failure (PostgreSQL)
        "08S01, CONNECTION", // communication link failure (MySQL, SQL Server)
        "53000, CONNECTION", // insufficient resources (PostgreSQL)
        "53100, CONNECTION", // disk full (PostgreSQL)
        "53200, CONNECTION", // out of memory (PostgreSQL)
        "53300, CONNECTION", // too many connections (PostgreSQL)
        "53400, REQUEST", // a limit of the configuration (PostgreSQL)
        "53040, REQUEST", // a trigger that does not fit (Db2)
        "57P01, CONNECTION", // admin shutdown
        "57P02, CONNECTION", // crash shutdown
        "57P03, CONNECTION", // cannot connect now
        "58030, CONNECTION", // I/O error
        "JZ0C0, CONNECTION", // connection is already closed (Sybase)
        "57014, TIME_OUT", // query canceled (PostgreSQL, Db2, H2)
        "HYT00, TIME_OUT", // time-out expired
        "HYT01, TIME_OUT", // connection time-out expired
        "HY008, TIME_OUT", // operation canceled (SQL Server)
        "42601, REQUEST", // syntax error
        "42S02, REQUEST", // no such table
        "23505, REQUEST", // unique violation
        "22001, REQUEST", // data too long
        "28P01, REQUEST", // wrong password, where a connection is there already
        "40001, REQUEST", // serialization failure, or deadlock
        "40P01, REQUEST", // deadlock (PostgreSQL)
        "55P03, REQUEST", // lock not available (PostgreSQL)
        "57000, REQUEST",
        "54001, REQUEST", // statement too complex
        "0A000, REQUEST",
        "'', REQUEST",
    })
    void stateTells(String state, SqlProblem problem) {
        assertThat(SqlProblem.of(new SQLException("any", state))).isEqualTo(problem);
    }

    @Test
    void typeTells() {
        assertThat(
                        Stream.of(
                                        new SQLTransientConnectionException(),
                                        new SQLNonTransientConnectionException(),
                                        new SQLRecoverableException())
                                .map(SqlProblem::of))
                .containsOnly(CONNECTION);
        assertThat(SqlProblem.of(new SQLTimeoutException())).isEqualTo(TIME_OUT);
        assertThat(
                        Stream.of(
                                        new SQLException(),
                                        new SQLSyntaxErrorException(),
                                        new SQLIntegrityConstraintViolationException(),
                                        new SQLDataException(),
                                        new SQLTransactionRollbackException(),
                                        new SQLFeatureNotSupportedException(),
                                        new SQLInvalidAuthorizationSpecException(),
                                        new SQLNonTransientException(),
                                        new SQLTransientException(),
                                        new IllegalStateException(),
                                        new OutOfMemoryError())
                                .map(SqlProblem::of))
                .containsOnly(REQUEST);
    }

    static Stream<Throwable> chains() {
        SQLException lost = new SQLNonTransientConnectionException();
        BatchUpdateException batch = new BatchUpdateException();
        batch.setNextException(new SQLException("first"));
        batch.setNextException(lost);
        SQLException deep = new SQLSyntaxErrorException("wrapped", new IOException(lost));
        SQLException circle = new SQLException("circle");
        circle.setNextException(new SQLException("other", lost));
        lost.setNextException(circle);
        return Stream.of(lost, batch, deep, circle, new RuntimeException(lost));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void anywhereInTheChain(Throwable thrown) {
        assertThat(SqlProblem.of(thrown)).isEqualTo(CONNECTION);
    }

    /** H2 says no more than this when the connection is lost while rows are fetched. */
    @Test
    void theNetworkBelowTells() {
        assertThat(
                        Stream.of(
                                        new EOFException(),
                                        new ConnectException(),
                                        new SocketTimeoutException(),
                                        new UnknownHostException(),
                                        new ClosedChannelException(),
                                        new SSLException("any"))
                                .map(below -> SqlProblem.of(new SQLException("any", below))))
                .containsOnly(CONNECTION);
        assertThat(SqlProblem.of(new SQLException("the caller's file", new IOException())))
                .isEqualTo(REQUEST);
    }

    @Test
    void aCircleWithoutAnyEnds() {
        SQLException one = new SQLException("one");
        SQLException other = new SQLException("other", one);
        one.setNextException(other);

        assertThat(SqlProblem.of(one)).isEqualTo(REQUEST);
    }

    @Test
    void aLostConnectionIsGraverThanATimeOut() {
        SQLException timeOut = new SQLTimeoutException();
        timeOut.setNextException(new SQLException("gone", "08006"));

        assertThat(SqlProblem.of(timeOut)).isEqualTo(CONNECTION);
    }

    /** Hikari says this with an exception of SQL when a thread that waits is interrupted. */
    @Test
    void anInterruptionIsOfTheCaller() {
        assertThat(SqlProblem.of(new SQLException("waiting", new InterruptedException())))
                .isEqualTo(NONE);
        assertThat(
                        SqlProblem.of(
                                new SQLException(
                                        "gone", "08006", new ClosedByInterruptException())))
                .isEqualTo(NONE);
    }

    /** Oracle's driver has the type of a lost connection for what the caller has closed himself. */
    @ParameterizedTest
    @CsvSource({"17008, CONNECTION", "17009, REQUEST", "17010, REQUEST"})
    void whatTheCallerHasClosedIsNotLost(int code, SqlProblem problem) {
        assertThat(SqlProblem.of(new SQLRecoverableException("Closed", "99999", code)))
                .isEqualTo(problem);
    }

    @Test
    void anInterruptedVirtualThreadIsOfTheCaller() {
        SocketException closed = new SocketException("Closed by interrupt");

        assertThat(SqlProblem.of(new SQLException("gone", "08006", closed))).isEqualTo(NONE);
    }

    @Test
    void theRejectionOfABreakerIsNoneOfTheDatabase() {
        Breaker other = Breaker.of("other", BreakerConfig.builder().build());
        other.forceOpen();
        CallNotPermittedException rejection = rejection(other);

        assertThat(SqlProblem.of(rejection)).isEqualTo(NONE);
        assertThat(SqlProblem.of(new SQLException("routed", "08001", rejection))).isEqualTo(NONE);
    }

    private static CallNotPermittedException rejection(Breaker breaker) {
        try {
            throw new AssertionError(breaker.acquire());
        } catch (CallNotPermittedException rejection) {
            return rejection;
        }
    }
}
