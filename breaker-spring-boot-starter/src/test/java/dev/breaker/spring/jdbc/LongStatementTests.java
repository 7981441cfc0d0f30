package dev.breaker.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Statements that end before they are done. */
class LongStatementTests extends DatabaseTestBase {

    /** Some minutes of work, if nobody ends it. */
    private static final String ENDLESS =
            "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 100000) a, SYSTEM_RANGE(1, 100000) b";

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

    private interface ThrowingRunnable {
        void run() throws Exception;
    }
}
