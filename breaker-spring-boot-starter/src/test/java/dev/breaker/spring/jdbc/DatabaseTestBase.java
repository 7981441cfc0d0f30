package dev.breaker.spring.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A guarded DataSource without a pool, before a real database. */
abstract class DatabaseTestBase {

    static final String INSERT = "INSERT INTO item VALUES ('book', 12)";

    final Books books = new Books(Books.settings());
    Database database;
    DataSource dataSource;

    @BeforeEach
    void connect() throws SQLException {
        database = new Database();
        dataSource = books.guarded(database.withoutPool());
    }

    @AfterEach
    void disconnect() throws SQLException {
        database.close();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
