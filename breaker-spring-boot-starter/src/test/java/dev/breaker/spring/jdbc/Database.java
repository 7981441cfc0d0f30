package dev.breaker.spring.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;

/** A real database behind a real port, which can be stopped and started again with its data. */
public final class Database implements AutoCloseable {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String name = "shop" + DATABASES.incrementAndGet();
    private final Connection keepsItsData;
    private Server server;

    public Database() throws SQLException {
        keepsItsData = DriverManager.getConnection("jdbc:h2:mem:" + name, "sa", "");
        server = server(0).start();
        try (Connection connection = keepsItsDataToo()) {
            connection
                    .createStatement()
                    .execute(
                            "CREATE TABLE item (sku VARCHAR(20) PRIMARY KEY, pieces INT NOT NULL)");
        }
    }

    private Connection keepsItsDataToo() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:mem:" + name, "sa", "");
    }

    private static Server server(int port) throws SQLException {
        return Server.createTcpServer("-tcpPort", Integer.toString(port));
    }

    /** Refuses connections and cuts those that there are. */
    public void stop() {
        server.stop();
    }

    public void start() throws SQLException {
        server = server(server.getPort()).start();
    }

    public String url() {
        return "jdbc:h2:tcp://localhost:%d/mem:%s".formatted(server.getPort(), name);
    }

    /** How many items there are, whether or not the port is open. */
    public int items() throws SQLException {
        try (var statement = keepsItsData.createStatement();
                var items = statement.executeQuery("SELECT COUNT(*) FROM item")) {
            items.next();
            return items.getInt(1);
        }
    }

    public JdbcDataSource withoutPool() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setUrl(url());
        dataSource.setUser("sa");
        dataSource.setPassword("");
        return dataSource;
    }

    /** A pool that gives up soon, and holds at most two connections. */
    public HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url());
        pool.setUsername("sa");
        pool.setMaximumPoolSize(2);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(250);
        pool.setValidationTimeout(250);
        return pool;
    }

    @Override
    public void close() throws SQLException {
        server.stop();
        keepsItsData.close();
    }
}
