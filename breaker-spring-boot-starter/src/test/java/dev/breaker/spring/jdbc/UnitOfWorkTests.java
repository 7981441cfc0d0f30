package dev.breaker.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What one unit of work counts as. */
class UnitOfWorkTests extends DatabaseTestBase {

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
}
