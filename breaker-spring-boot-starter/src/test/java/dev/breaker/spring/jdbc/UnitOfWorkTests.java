package dev.breaker.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.breaker.BreakerConfig;
import dev.breaker.CallNotPermittedException;
import dev.breaker.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What one unit of work counts as, with a real database and without a pool. */
class UnitOfWorkTests {

    private static final String INSERT = "INSERT INTO item VALUES ('book', 12)";

    /** Some minutes of work, if nobody ends it. */
    private static final String ENDLESS =
            "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 100000) a, SYSTEM_RANGE(1, 100000) b";

    private final Books books = new Books(Books.settings());
    private Database database;
    private DataSource dataSource;

    @BeforeEach
    void connect() throws SQLException {
        database = new Database();
        dataSource = books.guarded(database.withoutPool());
    }

    @AfterEach
    void disconnect() throws SQLException {
        database.close();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Nested
    class Success {

        @Test
        void isCountedWhenTheConnectionIsClosed() throws SQLException {
            Connection connection = dataSource.getConnection();
            connection.createStatement().execute(INSERT);
            books.assertCounts(0, 0, 0);

            connection.close();
            books.assertCounts(1, 0, 0);
        }

        @Test
        void isCountedOnceHoweverOftenItIsClosed() throws SQLException {
            Connection connection = dataSource.getConnection();

            connection.close();
            connection.close();

            books.assertCounts(1, 0, 0);
        }

        @Test
        void takesAsLongAsTheFirstStatement() throws SQLException {
            try (Connection connection = dataSource.getConnection()) {
                books.time.advance(Duration.ofMillis(30));
                connection.createStatement().execute(INSERT);
                books.time.advance(Duration.ofSeconds(5)); // the application's own time
                connection.createStatement().execute("DELETE FROM item");
            }

            assertThat(books.snapshot().totalSuccessfulTime()).isEqualTo(Duration.ofMillis(30));
        }

        @Test
        void takesUntilTheCloseIfNothingIsExecuted() throws SQLException {
            try (Connection connection = dataSource.getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
                books.time.advance(Duration.ofMillis(40));
            }

            books.assertCounts(1, 0, 0);
            assertThat(books.snapshot().totalSuccessfulTime()).isEqualTo(Duration.ofMillis(40));
        }
    }

    @Nested
    class ErrorOfTheCaller {

        @Test
        void inSyntaxIsNoVerdict() {
            assertThatThrownBy(() -> execute("SELEKT 1"))
                    .isInstanceOf(SQLSyntaxErrorException.class);

            books.assertCounts(0, 0, 1);
        }

        @Test
        void againstAConstraintIsNoVerdictIfThereWasNothingElse() throws SQLException {
            execute(INSERT);

            assertThatThrownBy(() -> execute(INSERT))
                    .isInstanceOf(SQLIntegrityConstraintViolationException.class);

            books.assertCounts(1, 0, 1);
        }

        @Test
        void leavesASuccessOfWhatWasAnsweredBesides() throws SQLException {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(INSERT);
                assertThatThrownBy(() -> statement.execute(INSERT))
                        .isInstanceOf(SQLException.class);
            }

            books.assertCounts(1, 0, 0);
        }

        @Test
        void inABatchIsNoVerdict() {
            assertThatThrownBy(
                            () -> {
                                try (Connection connection = dataSource.getConnection();
                                        Statement statement = connection.createStatement()) {
                                    statement.addBatch(INSERT);
                                    statement.addBatch(INSERT);
                                    statement.executeBatch();
                                }
                            })
                    .isInstanceOf(java.sql.BatchUpdateException.class);

            books.assertCounts(0, 0, 1);
        }
    }

    @Nested
    class LostConnection {

        @Test
        void isAFailureInTheMiddleOfATransactionAndNothingAfterItIsRejected() throws SQLException {
            Connection connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            Statement statement = connection.createStatement();
            statement.execute(INSERT);
            books.assertCounts(0, 0, 0);

            database.stop();
            assertThatThrownBy(() -> statement.execute("DELETE FROM item"))
                    .isInstanceOf(SQLNonTransientConnectionException.class);
            books.assertCounts(0, 1, 0);

            assertThatThrownBy(connection::rollback).isInstanceOf(SQLException.class);
            connection.close();
            books.assertCounts(0, 1, 0);
            assertThat(database.items()).isZero();
        }

        @Test
        void isAFailureAtTheCommit() throws SQLException {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                connection.createStatement().execute(INSERT);
                database.stop();

                assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
            }

            books.assertCounts(0, 1, 0);
        }

        @Test
        void isAFailureWhileRowsAreFetched() throws SQLException {
            execute("INSERT INTO item SELECT 'item' || x, x FROM SYSTEM_RANGE(1, 1000)");

            Connection connection = dataSource.getConnection();
            Statement statement = connection.createStatement();
            statement.setFetchSize(10);
            ResultSet items = statement.executeQuery("SELECT * FROM item");
            assertThat(items.next()).isTrue();
            database.stop();

            assertThatThrownBy(
                            () -> {
                                while (items.next()) {
                                    assertThat(items.getString(1)).startsWith("item");
                                }
                            })
                    .isInstanceOf(SQLException.class);
            books.assertCounts(1, 1, 0);
            assertThatThrownBy(connection::close).isInstanceOf(SQLException.class);
            books.assertCounts(1, 1, 0);
        }

        @Test
        void isAFailureInMetadata() throws SQLException {
            try (Connection connection = dataSource.getConnection()) {
                var metadata = connection.getMetaData();
                database.stop();

                assertThatThrownBy(() -> metadata.getTables(null, null, null, null))
                        .isInstanceOf(SQLException.class);
            }

            books.assertCounts(0, 1, 0);
        }

        @Test
        void isAFailureAfterAnErrorOfTheCaller() throws SQLException {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute("SELEKT 1"))
                        .isInstanceOf(SQLException.class);
                database.stop();

                assertThatThrownBy(() -> statement.execute(INSERT))
                        .isInstanceOf(SQLException.class);
            }

            books.assertCounts(0, 1, 0);
        }

        @Test
        void isAFailureWhereTheConnectionIsAskedWhetherItLives() throws SQLException {
            try (Connection connection = dataSource.getConnection()) {
                database.stop();

                assertThat(connection.isValid(1)).isFalse();
            }

            books.assertCounts(0, 1, 0);
            assertThat(books.snapshot().lastFailure()).isNotNull();
        }
    }

    @Nested
    class NoConnection {

        @Test
        void isAFailureWhenItIsRefused() {
            database.stop();

            assertThatThrownBy(dataSource::getConnection).isInstanceOf(SQLException.class);

            books.assertCounts(0, 1, 0);
        }

        @Test
        void isAFailureWithAWrongPassword() {
            assertThatThrownBy(() -> dataSource.getConnection("sa", "guessed"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            wrong -> assertThat(wrong.getSQLState()).startsWith("28"));

            books.assertCounts(0, 1, 0);
        }

        @Test
        void isAFailureWithoutTheDatabase() {
            var elsewhere = database.withoutPool();
            elsewhere.setUrl(database.url() + "x");

            assertThatThrownBy(books.guarded(elsewhere)::getConnection)
                    .isInstanceOf(SQLException.class);

            books.assertCounts(0, 1, 0);
        }
    }

    @Nested
    class LongStatement {

        @Test
        void isAFailureWhenItsTimeIsOut() throws SQLException {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(1);

                assertThatThrownBy(() -> statement.execute(ENDLESS))
                        .isInstanceOf(SQLTimeoutException.class);
                books.assertCounts(0, 1, 0);
            }
            books.assertCounts(0, 1, 0);
        }

        @Test
        void isNoVerdictWhenTheCallerCancelsIt() throws Exception {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                CompletableFuture<Throwable> running = thrownBy(() -> statement.execute(ENDLESS));

                await().until( // nobody can tell when it has begun
                                () -> {
                                    statement.cancel();
                                    return running.isDone();
                                });

                assertThat(running.get()).isInstanceOf(SQLTimeoutException.class);
            }
            books.assertCounts(0, 0, 1);
        }

        @Test
        void isNoVerdictWhenTheCallerAbortsTheConnection() throws Exception {
            Connection connection = dataSource.getConnection();
            Statement statement = connection.createStatement();
            statement.execute(INSERT);

            connection.abort(Runnable::run);

            books.assertCounts(0, 0, 1);
            assertThatThrownBy(() -> statement.execute(INSERT)).isInstanceOf(SQLException.class);
            connection.close();
            books.assertCounts(0, 0, 1);
        }

        private CompletableFuture<Throwable> thrownBy(ThrowingRunnable work) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            new Thread(
                            () -> {
                                try {
                                    work.run();
                                    thrown.complete(null);
                                } catch (Throwable expected) {
                                    thrown.complete(expected);
                                }
                            })
                    .start();
            return thrown;
        }
    }

    private interface ThrowingRunnable {
        void run() throws Exception;
    }

    @Nested
    class Rejection {

        @Test
        void comesInsteadOfAConnectionAndReachesNoDatabase() {
            books.breaker().forceOpen();

            assertThatThrownBy(dataSource::getConnection)
                    .isInstanceOf(CallNotPermittedException.class);

            books.assertCounts(0, 0, 0);
            assertThat(books.snapshot().notPermittedCalls()).isOne();
        }

        @Test
        void neverComesInTheMiddleOfATransaction() throws SQLException {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                connection.createStatement().execute(INSERT);
                books.breaker().forceOpen();

                connection.createStatement().execute("INSERT INTO item VALUES ('lamp', 3)");
                connection.commit();
            }

            assertThat(database.items()).isEqualTo(2);
            books.assertCounts(1, 0, 0);
        }
    }

    @Nested
    class HalfOpen {

        @Test
        void heals() throws SQLException {
            books.breaker().halfOpen();

            for (int probe = 1; probe <= 3; probe++) {
                assertThat(books.breaker().state()).isEqualTo(State.HALF_OPEN);
                execute("SELECT 1");
            }

            assertThat(books.breaker().state()).isEqualTo(State.CLOSED);
        }

        @Test
        void aConnectionThatIsNeverClosedKeepsItsPlaceNoLongerThanTheRound() throws SQLException {
            books.breaker().halfOpen();
            for (int probe = 1; probe <= 3; probe++) {
                dataSource.getConnection(); // and forgotten
            }
            assertThatThrownBy(dataSource::getConnection)
                    .isInstanceOf(CallNotPermittedException.class);

            books.time.advance(Duration.ofSeconds(30));
            assertThat(books.breaker().state()).isEqualTo(State.OPEN);
            books.time.advance(Duration.ofSeconds(30));
            for (int probe = 1; probe <= 3; probe++) {
                execute("SELECT 1");
            }
            assertThat(books.breaker().state()).isEqualTo(State.CLOSED);
        }
    }

    @Nested
    class Settings {

        private Books with(BreakerConfig.Builder settings) {
            Books its = new Books(settings);
            dataSource = its.guarded(database.withoutPool());
            return its;
        }

        @Test
        void mayIgnoreWhatIsAFailureHere() {
            Books its = with(Books.settings().ignoreExceptions(SQLException.class));
            database.stop();

            assertThatThrownBy(dataSource::getConnection).isInstanceOf(SQLException.class);

            its.assertCounts(0, 0, 1);
        }

        @Test
        void thatRecordSomethingElseDoNotMakeASuccessOfALostConnection() throws SQLException {
            Books its = with(Books.settings().recordExceptions(java.io.IOException.class));

            try (Connection connection = dataSource.getConnection()) {
                database.stop();
                assertThatThrownBy(() -> connection.createStatement().execute(INSERT))
                        .isInstanceOf(SQLException.class);
            }

            its.assertCounts(0, 1, 0);
        }

        @Test
        void mayRecordAnErrorOfTheCallerByName() throws SQLException {
            Books its =
                    with(
                            Books.settings()
                                    .recordExceptions(
                                            SQLIntegrityConstraintViolationException.class));
            execute(INSERT);

            assertThatThrownBy(() -> execute(INSERT)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> execute("SELEKT 1")).isInstanceOf(SQLException.class);

            its.assertCounts(1, 1, 1);
        }

        @Test
        void withAPredicateThatThrowsChangeNothing() {
            Books its =
                    with(
                            Books.settings()
                                    .ignoreExceptionPredicate(
                                            thrown -> {
                                                throw new IllegalStateException("broken");
                                            })
                                    .recordFailurePredicate(
                                            thrown -> {
                                                throw new IllegalStateException("broken");
                                            }));

            assertThatThrownBy(() -> execute("SELEKT 1"))
                    .isInstanceOf(SQLSyntaxErrorException.class);
            database.stop();
            assertThatThrownBy(dataSource::getConnection).isInstanceOf(SQLException.class);

            its.assertCounts(0, 1, 1);
        }
    }

    @Nested
    class Objects {

        @Test
        void leadBackToEachOther() throws SQLException {
            try (Connection connection = dataSource.getConnection()) {
                PreparedStatement statement = connection.prepareStatement("SELECT 1");
                ResultSet result = statement.executeQuery();

                assertThat(statement.getConnection()).isSameAs(connection);
                assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
                assertThat(result.getStatement()).isSameAs(statement);
                assertThat(connection.prepareCall("CALL 1"))
                        .isInstanceOf(java.sql.CallableStatement.class);
            }
        }

        @Test
        void areEqualIfTheyStandForTheSame() throws SQLException {
            try (Connection connection = dataSource.getConnection();
                    Connection other = dataSource.getConnection()) {
                Statement statement = connection.createStatement();
                statement.execute("SELECT 1");

                assertThat(connection).isEqualTo(connection).isNotEqualTo(other);
                assertThat(statement.getResultSet())
                        .isEqualTo(statement.getResultSet())
                        .hasSameHashCodeAs(statement.getResultSet());
                assertThat(connection).isNotEqualTo("connection").isNotEqualTo(null);
                assertThat(connection)
                        .hasToString(
                                "guarded "
                                        + connection.unwrap(
                                                connection.getClass().getInterfaces()[0]));
            }
        }

        @Test
        void unwrapToWhatTheyStandFor() throws SQLException {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThat(connection.isWrapperFor(org.h2.jdbc.JdbcConnection.class)).isTrue();
                assertThat(connection.unwrap(org.h2.jdbc.JdbcConnection.class)).isNotNull();
                assertThat(statement.unwrap(org.h2.jdbc.JdbcStatement.class)).isNotNull();
                assertThat(connection.isWrapperFor(Runnable.class)).isFalse();
                assertThatThrownBy(() -> connection.unwrap(Runnable.class))
                        .isInstanceOf(SQLException.class);
            }
        }

        @Test
        void throwWhatTheDatabaseThrows() {
            AtomicReference<SQLException> thrown = new AtomicReference<>();
            assertThatThrownBy(() -> execute("SELEKT 1"))
                    .isInstanceOfSatisfying(SQLException.class, thrown::set);

            assertThat(thrown.get().getSQLState()).isEqualTo("42001");
            assertThat(thrown.get().getCause()).isNull();
        }
    }
}
