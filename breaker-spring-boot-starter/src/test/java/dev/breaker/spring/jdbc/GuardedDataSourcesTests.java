package dev.breaker.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.breaker.CallNotPermittedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

/** What becomes of a DataSource, and of a pool most of all. */
class GuardedDataSourcesTests {

    private static final Duration LONGER_THAN_IT_BELIEVES = Duration.ofMillis(600);

    private final Books books = new Books(Books.settings());
    private Database database;
    private HikariDataSource pool;

    @BeforeEach
    void open() throws SQLException {
        database = new Database();
        pool = database.pool();
    }

    @AfterEach
    void close() throws SQLException {
        pool.close();
        database.close();
    }

    private HikariDataSource guardedPool() {
        return (HikariDataSource) books.guarded(pool);
    }

    private static void use(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.createStatement().execute("SELECT 1");
        }
    }

    @Test
    void keepsItsClassAndItsState() {
        HikariDataSource guarded = guardedPool();

        assertThat(guarded.getMaximumPoolSize()).isEqualTo(2);
        guarded.setPoolName("renamed");
        assertThat(pool.getPoolName()).isEqualTo("renamed");
    }

    @Test
    void leadsToTheRealOneWhenUnwrapped() throws SQLException {
        HikariDataSource guarded = guardedPool();

        assertThat(guarded.unwrap(HikariDataSource.class)).isSameAs(pool);
        assertThat(guarded.unwrap(DataSource.class)).isSameAs(pool);
        assertThat(guarded.isWrapperFor(HikariConfigMXBean.class)).isTrue();
        assertThat(DataSourceUnwrapper.unwrapRoot(guarded)).isSameAs(pool);
        assertThat(
                        DataSourceBuilder.derivedFrom(guarded)
                                .type(HikariDataSource.class)
                                .username("migration")
                                .build()
                                .getJdbcUrl())
                .isEqualTo(database.url());
    }

    @Test
    void isCountedThroughThePool() throws SQLException {
        DataSource guarded = guardedPool();

        use(guarded);
        use(guarded);

        books.assertCounts(2, 0, 0);
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void anExhaustedPoolIsAFailure() throws SQLException {
        DataSource guarded = guardedPool();
        Connection one = guarded.getConnection();
        Connection other = guarded.getConnection();

        assertThatThrownBy(guarded::getConnection)
                .isInstanceOf(SQLTransientConnectionException.class);
        books.assertCounts(0, 1, 0);

        one.close();
        other.close();
        books.assertCounts(2, 1, 0);
    }

    /** The pool may hand out a dead connection once more: it believes those used just now. */
    @Test
    void aDatabaseThatIsGoneIsAFailureAndComesBack() throws SQLException {
        DataSource guarded = guardedPool();
        use(guarded);
        database.stop();

        assertThatThrownBy(() -> use(guarded)).isInstanceOf(SQLException.class);
        books.assertCounts(1, 1, 0);

        database.start();
        AtomicInteger failed = new AtomicInteger(1);
        await().pollInterval(LONGER_THAN_IT_BELIEVES)
                .until(() -> succeeds(guarded) || failed.incrementAndGet() < 0);
        books.assertCounts(2, failed.get(), 0);
    }

    private static boolean succeeds(DataSource dataSource) {
        try {
            use(dataSource);
            return true;
        } catch (SQLException dead) {
            return false;
        }
    }

    /** A pool that was never open asks the database before it starts. */
    @Test
    void aPoolThatCannotStartIsAFailure() {
        database.stop();
        DataSource guarded = guardedPool();

        assertThatThrownBy(guarded::getConnection).isInstanceOf(SQLException.class);

        books.assertCounts(0, 1, 0);
    }

    @Test
    void anInterruptedWaitForThePoolIsNoVerdict() throws Exception {
        pool.setConnectionTimeout(60_000);
        DataSource guarded = guardedPool();
        Connection one = guarded.getConnection();
        Connection other = guarded.getConnection();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        new Thread(
                        () -> {
                            Thread.currentThread().interrupt(); // and so cannot wait
                            try {
                                guarded.getConnection();
                            } catch (Throwable expected) {
                                thrown.complete(expected);
                            }
                        })
                .start();

        assertThat(thrown.get()).hasRootCauseInstanceOf(InterruptedException.class);
        books.assertCounts(0, 0, 1);
        one.close();
        other.close();
        books.assertCounts(2, 0, 1);
    }

    @Test
    void whatThePoolDoesNotOfferIsNoVerdict() {
        DataSource guarded =
                books.guarded(
                        new AbstractDataSource() {
                            @Override
                            public Connection getConnection() throws SQLException {
                                return getConnection("", "");
                            }

                            @Override
                            public Connection getConnection(String name, String password)
                                    throws SQLException {
                                throw new SQLFeatureNotSupportedException();
                            }
                        });

        assertThatThrownBy(guarded::getConnection)
                .isInstanceOf(SQLFeatureNotSupportedException.class);

        books.assertCounts(0, 0, 1);
    }

    @Test
    void aFinalClassIsStoodForByItsInterfaces() throws SQLException {
        DataSource guarded = books.guarded(database.withoutPool());

        assertThat(AopUtils.isJdkDynamicProxy(guarded)).isTrue();
        assertThat(guarded.unwrap(org.h2.jdbcx.JdbcDataSource.class)).isNotNull();
        use(guarded);
        books.assertCounts(1, 0, 0);
    }

    public static class WithAFinalMethod extends AbstractDataSource {

        private final DataSource behind;

        WithAFinalMethod(DataSource behind) {
            this.behind = behind;
        }

        @Override
        public final Connection getConnection() throws SQLException {
            return behind.getConnection();
        }

        @Override
        public Connection getConnection(String name, String password) throws SQLException {
            return behind.getConnection(name, password);
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }

    @Test
    void aClassWithAFinalMethodIsStoodForByItsInterfaces() throws SQLException {
        use(books.guarded(new WithAFinalMethod(database.withoutPool())));

        books.assertCounts(1, 0, 0);
    }

    @Test
    void anEmbeddedDatabaseStaysOne() throws SQLException {
        EmbeddedDatabase embedded =
                new EmbeddedDatabaseBuilder()
                        .setType(EmbeddedDatabaseType.H2)
                        .generateUniqueName(true)
                        .build();
        EmbeddedDatabase guarded = (EmbeddedDatabase) books.guarded(embedded);

        use(guarded);

        books.assertCounts(1, 0, 0);
        guarded.shutdown();
    }

    @Test
    void aProxyOfSomebodyElseIsGuardedToo() throws SQLException {
        DataSource proxy = (DataSource) new ProxyFactory(database.withoutPool()).getProxy();

        use(books.guarded(proxy));

        books.assertCounts(1, 0, 0);
    }

    /** What is behind another guarded one is asked by that, and says no for itself. */
    @Test
    void aRejectionFurtherInIsNoVerdict() {
        Books inner = new Books(Books.settings());
        inner.breaker().forceOpen();
        DataSource guarded =
                books.guarded(new WithAFinalMethod(inner.guarded(database.withoutPool())));

        assertThatThrownBy(guarded::getConnection).isInstanceOf(CallNotPermittedException.class);

        books.assertCounts(0, 0, 1);
        assertThat(inner.snapshot().notPermittedCalls()).isOne();
    }

    @Test
    void whatIsNoDataSourceIsLeftAlone() {
        GuardedDataSources guard =
                new GuardedDataSources(
                        bean -> bean.equals("guarded") ? Books.BREAKER : null,
                        () -> {
                            throw new AssertionError("not asked before the first connection");
                        });

        assertThat(guard.postProcessAfterInitialization("text", "guarded")).isEqualTo("text");
        assertThat(guard.postProcessAfterInitialization(pool, "other")).isSameAs(pool);
        assertThat(guard.guards("other")).isFalse();
        assertThat(guard.postProcessAfterInitialization(pool, "guarded")).isNotSameAs(pool);
        assertThat(guard.guards("guarded")).isTrue();
    }
}
