package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.breaker.BreakerRegistry;
import dev.breaker.Snapshot;
import dev.breaker.State;
import dev.breaker.spring.jdbc.Database;
import dev.breaker.spring.jdbc.GuardedDataSources;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.metrics.DataSourcePoolMetricsAutoConfiguration;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** DataSources behind breakers, as a Spring Boot application configures them. */
@ExtendWith(OutputCaptureExtension.class)
class BreakerJdbcAutoConfigurationTests {

    private Database database;
    private ApplicationContextRunner runner;

    @BeforeEach
    void open() throws SQLException {
        database = new Database();
        runner =
                new ApplicationContextRunner()
                        .withConfiguration(
                                AutoConfigurations.of(
                                        BreakerAutoConfiguration.class,
                                        BreakerAopAutoConfiguration.class,
                                        BreakerJdbcAutoConfiguration.class,
                                        DataSourceAutoConfiguration.class,
                                        JdbcTemplateAutoConfiguration.class,
                                        DataSourceTransactionManagerAutoConfiguration.class))
                        .withPropertyValues(
                                "spring.datasource.url=" + database.url(),
                                "spring.datasource.username=sa",
                                "spring.datasource.hikari.connection-timeout=250");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private ApplicationContextRunner guarded() {
        return runner.withPropertyValues("breaker.jdbc.data-sources.dataSource=shop-db");
    }

    private static Snapshot books(ApplicationContext context) {
        return context.getBean(BreakerRegistry.class).find("shop-db").orElseThrow().snapshot();
    }

    private static void assertCounts(ApplicationContext context, int good, int bad, int none) {
        assertThat(books(context).totalSuccessfulCalls()).as("successful").isEqualTo(good);
        assertThat(books(context).totalFailedCalls()).as("failed").isEqualTo(bad);
        assertThat(books(context).totalIgnoredCalls()).as("ignored").isEqualTo(none);
    }

    @Test
    void theBreakerIsThereBeforeTheFirstCall() {
        guarded().run(context -> assertThat(books(context).state()).isEqualTo(State.CLOSED));
    }

    @Test
    void theBreakerHasItsConfiguredSettings(CapturedOutput output) {
        guarded()
                .withPropertyValues("breaker.instances.shop-db.failure-count-threshold=2")
                .run(
                        context -> {
                            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
                            database.stop();
                            for (int call = 1; call <= 2; call++) {
                                assertThatThrownBy(() -> jdbc.execute("SELECT 1"));
                            }
                            assertThat(books(context).state()).isEqualTo(State.OPEN);
                        });
        assertThat(output).doesNotContain("used by no @CircuitBreaker");
    }

    @Test
    void withoutTheSettingThereIsNothing() {
        runner.run(
                context ->
                        assertThat(context)
                                .doesNotHaveBean(GuardedDataSources.class)
                                .hasSingleBean(DataSource.class));
    }

    @Test
    void whereBreakersAreSwitchedOffNothingIsGuarded() {
        guarded()
                .withPropertyValues("breaker.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(GuardedDataSources.class));
    }

    @Test
    void aVariableWithoutCaseMeansTheBeanAsWell() {
        runner.withPropertyValues("breaker.jdbc.dataSources.datasource=${shop:shop-db}")
                .run(
                        context -> {
                            context.getBean(JdbcTemplate.class).execute("SELECT 1");
                            assertCounts(context, 1, 0, 0);
                        });
    }

    static class NeedsItsClass {

        @Autowired HikariDataSource pool;
    }

    @Test
    void aBeanCanStillBeInjectedByItsClass() {
        guarded()
                .withBean(NeedsItsClass.class)
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            HikariDataSource pool = context.getBean(NeedsItsClass.class).pool;
                            pool.getConnection().close();
                            assertCounts(context, 1, 0, 0);
                        });
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDatabases {

        @Bean
        DataSource orders(Database database) {
            return database.pool();
        }

        @Bean
        DataSource prices(Database database) {
            return database.withoutPool();
        }

        @Bean
        DataSource routing(DataSource orders, DataSource prices) {
            AbstractRoutingDataSource routing =
                    new AbstractRoutingDataSource() {
                        @Override
                        protected Object determineCurrentLookupKey() {
                            return "prices";
                        }
                    };
            routing.setTargetDataSources(Map.of("orders", orders, "prices", prices));
            return routing;
        }
    }

    @Test
    void severalDataSourcesHaveABreakerEach() {
        runner.withBean(Database.class, () -> database)
                .withUserConfiguration(TwoDatabases.class)
                .withPropertyValues(
                        "breaker.jdbc.data-sources.prices=shop-db",
                        "breaker.jdbc.data-sources.orders=orders-db",
                        "breaker.jdbc.data-sources.routing=routing-db")
                .run(
                        context -> {
                            context.getBean("prices", DataSource.class).getConnection().close();
                            assertCounts(context, 1, 0, 0);
                            context.getBean("routing", DataSource.class).getConnection().close();
                            assertCounts(context, 2, 0, 0);
                            BreakerRegistry registry = context.getBean(BreakerRegistry.class);
                            assertThat(registry.breaker("orders-db").snapshot())
                                    .extracting(Snapshot::totalSuccessfulCalls)
                                    .isEqualTo(0L);
                            assertThat(registry.breaker("routing-db").snapshot())
                                    .extracting(Snapshot::totalSuccessfulCalls)
                                    .isEqualTo(1L);
                        });
    }

    @Test
    void metersOfThePoolAreThere() {
        guarded()
                .withConfiguration(
                        AutoConfigurations.of(
                                MetricsAutoConfiguration.class,
                                CompositeMeterRegistryAutoConfiguration.class,
                                SimpleMetricsExportAutoConfiguration.class,
                                DataSourcePoolMetricsAutoConfiguration.class))
                .withUserConfiguration(OpenedPool.class)
                .run(
                        context -> {
                            DataSource dataSource = context.getBean(DataSource.class);
                            MeterRegistry meters = context.getBean(MeterRegistry.class);
                            try (Connection connection = dataSource.getConnection()) {
                                assertThat(
                                                meters.get("hikaricp.connections.active")
                                                        .gauge()
                                                        .value())
                                        .isOne();
                                assertThat(meters.get("jdbc.connections.active").gauge().value())
                                        .isOne();
                                assertThat(connection.isClosed()).isFalse();
                            }
                            assertThat(meters.get("jdbc.connections.active").gauge().value())
                                    .isZero();
                            assertThat(meters.get("jdbc.connections.max").gauge().value())
                                    .isEqualTo(10);
                        });
    }

    /** Spring Boot has a meter of a pool's connections only if the pool is open by then. */
    @Configuration(proxyBeanMethods = false)
    static class OpenedPool {

        @Autowired
        void open(DataSource dataSource) throws SQLException {
            dataSource.getConnection().close();
        }
    }

    @Test
    void healthAsksThroughTheBreaker() {
        guarded()
                .withConfiguration(
                        AutoConfigurations.of(DataSourceHealthContributorAutoConfiguration.class))
                .run(
                        context -> {
                            DataSourceHealthIndicator health =
                                    context.getBean(DataSourceHealthIndicator.class);
                            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
                            assertCounts(context, 2, 0, 0); // it asks for the product, too
                            context.getBean(BreakerRegistry.class).breaker("shop-db").forceOpen();
                            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
                            assertThat(books(context).notPermittedCalls()).isOne();
                        });
    }

    /** The unit of work begins with the real connection, not with the promise of one. */
    @Test
    void aLazyConnectionIsCountedWhenItIsFetched() {
        guarded()
                .withPropertyValues("spring.datasource.connection-fetch=lazy")
                .run(
                        context -> {
                            DataSource lazy = context.getBean(DataSource.class);
                            assertThat(lazy).isInstanceOf(LazyConnectionDataSourceProxy.class);
                            lazy.getConnection().close(); // the first asks for defaults
                            long before = books(context).totalSuccessfulCalls();
                            lazy.getConnection().close();
                            assertCounts(context, (int) before, 0, 0);
                            try (Connection connection = lazy.getConnection()) {
                                connection.createStatement().execute("SELECT 1");
                            }
                            assertCounts(context, (int) before + 1, 0, 0);
                        });
    }

    @Test
    void aDataSourceThatWasMadeElsewhereIsWarnedOf(CapturedOutput output) {
        runner.withInitializer(
                        context ->
                                context.getBeanFactory()
                                        .registerSingleton("stub", database.withoutPool()))
                .withPropertyValues("breaker.jdbc.data-sources.stub=shop-db")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output)
                .contains(
                        "The DataSource stub is not behind breaker 'shop-db': it was put into the"
                                + " container ready-made");
    }

    @Test
    void withoutSpringsJdbcAPlainDataSourceIsGuarded() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                BreakerAutoConfiguration.class, BreakerJdbcAutoConfiguration.class))
                .withClassLoader(
                        new FilteredClassLoader(
                                "org.springframework.jdbc",
                                "org.springframework.boot.jdbc",
                                "com.zaxxer"))
                .withBean("shop", DataSource.class, database::withoutPool)
                .withPropertyValues("breaker.jdbc.data-sources.shop=shop-db")
                .run(
                        context -> {
                            context.getBean(DataSource.class).getConnection().close();
                            assertCounts(context, 1, 0, 0);
                        });
    }

    @Test
    void withoutAnyDataSourceTheSettingIsWrong() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                BreakerAutoConfiguration.class, BreakerJdbcAutoConfiguration.class))
                .withPropertyValues("breaker.jdbc.data-sources.shop=shop-db")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .hasMessageContaining(
                                                "Remove it, or add a DataSource bean"));
    }
}
