package dev.breaker.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.BreakerConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLSyntaxErrorException;
import org.junit.jupiter.api.Test;

/** What the settings of a breaker have to say. */
class JudgeTests extends DatabaseTestBase {

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
                                .recordExceptions(SQLIntegrityConstraintViolationException.class));
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

        assertThatThrownBy(() -> execute("SELEKT 1")).isInstanceOf(SQLSyntaxErrorException.class);
        database.stop();
        assertThatThrownBy(dataSource::getConnection).isInstanceOf(SQLException.class);

        its.assertCounts(0, 1, 1);
    }
}
