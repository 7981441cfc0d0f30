package dev.breaker.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Connections and what they lead to, as a caller meets them. */
class JdbcProxyTests extends DatabaseTestBase {

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

            assertThat(connection).isNotEqualTo(other);
            assertThat(statement.getConnection()).isEqualTo(connection);
            assertThat(statement.getResultSet())
                    .isEqualTo(statement.getResultSet())
                    .hasSameHashCodeAs(statement.getResultSet());
            assertThat(connection).isNotEqualTo("connection").isNotEqualTo(null);
            assertThat(connection)
                    .hasToString("guarded " + connection.unwrap(org.h2.jdbc.JdbcConnection.class));
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
