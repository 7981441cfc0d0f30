package dev.breaker.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.CallNotPermittedException;
import dev.breaker.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When a unit of work is permitted, and when not. */
class PermissionTests extends DatabaseTestBase {

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
}
