package dev.breaker.sample.downstream;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;
import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The database of the orders: an H2 of this JVM, reached over a real port. While it fails the port
 * is closed, connections are cut and refused; its data stays.
 */
@Component
public final class Database implements Simulated, AutoCloseable {

    /** How its only user is called, who has no password. */
    public static final String USER = "sa";

    private static final String NAME = "mem:orders";
    private static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS journal (
                id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                sku VARCHAR(100) NOT NULL,
                placed_at TIMESTAMP WITH TIME ZONE NOT NULL
            )
            """;

    private final Connection keepsTheData;
    private Server server; // guarded by this
    private Mode mode = Mode.HEALTHY; // guarded by this

    /** Opens a free port. */
    Database() throws SQLException {
        keepsTheData = DriverManager.getConnection("jdbc:h2:" + NAME, USER, "");
        try (Statement statement = keepsTheData.createStatement()) {
            statement.execute(TABLE);
        }
        server = start(0);
    }

    private static Server start(int port) throws SQLException {
        return Server.createTcpServer("-tcpPort", Integer.toString(port), "-tcpDaemon").start();
    }

    /** {@return where the database is reached} */
    public synchronized String url() {
        return "jdbc:h2:tcp://localhost:%d/%s".formatted(server.getPort(), NAME);
    }

    @Override
    public synchronized Mode mode() {
        return mode;
    }

    @Override
    public synchronized void setMode(Mode changed) {
        if (changed == mode) {
            return;
        }
        if (changed == Mode.HEALTHY) {
            try {
                server = start(server.getPort());
            } catch (SQLException portIsTaken) {
                throw new IllegalStateException("The database cannot be started", portIsTaken);
            }
        } else {
            server.stop();
        }
        mode = changed;
    }

    @Override
    public Set<Mode> modes() {
        return EnumSet.of(Mode.HEALTHY, Mode.FAILING);
    }

    @Override
    public @Nullable Long requests() {
        return null;
    }

    @Override
    public synchronized void close() throws SQLException {
        server.stop();
        keepsTheData.close();
    }
}
