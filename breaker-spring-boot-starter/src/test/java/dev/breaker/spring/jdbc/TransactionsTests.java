package dev.breaker.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.CallNotPermittedException;
import dev.breaker.State;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** JdbcTemplate and transactions on a guarded DataSource, with a real database. */
class TransactionsTests {

    private final Books books = new Books(Books.settings());
    private Database database;
    private AnnotationConfigApplicationContext application;
    private Shop shop;

    @BeforeEach
    void start() throws SQLException {
        database = new Database();
        application = new AnnotationConfigApplicationContext();
        application.registerBean(DataSource.class, () -> books.guarded(database.pool()));
        application.register(Application.class);
        application.refresh();
        shop = application.getBean(Shop.class);
    }

    @AfterEach
    void stop() throws SQLException {
        application.close();
        database.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @EnableResilientMethods
    static class Application {

        @Bean
        JdbcTransactionManager transactions(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        JdbcTemplate jdbc(DataSource dataSource) {
            return new JdbcTemplate(dataSource);
        }

        @Bean
        Shop shop(JdbcTemplate jdbc) {
            return new Shop(jdbc);
        }

        @Bean
        Journal journal(JdbcTemplate jdbc) {
            return new Journal(jdbc);
        }
    }

    public static class Shop {

        private final JdbcTemplate jdbc;

        Shop(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @Transactional
        public void put(String sku, Consumer<JdbcTemplate> more) {
            insert(sku);
            more.accept(jdbc);
        }

        public void insert(String sku) {
            jdbc.update("INSERT INTO item VALUES (?, 1)", sku);
        }

        @Retryable(excludes = CallNotPermittedException.class, maxRetries = 2, delay = 1)
        @Transactional
        public void retried(String sku) {
            throw new AssertionError(sku);
        }
    }

    public static class Journal {

        private final JdbcTemplate jdbc;

        Journal(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @Transactional(propagation = Propagation.REQUIRES_NEW)
        public void note(String sku) {
            jdbc.update("INSERT INTO item VALUES (?, 2)", sku);
        }
    }

    @Test
    void aTransactionIsOneCall() throws SQLException {
        shop.put("book", jdbc -> jdbc.update("INSERT INTO item VALUES ('lamp', 3)"));

        books.assertCounts(1, 0, 0);
        assertThat(database.items()).isEqualTo(2);
    }

    @Test
    void aTransactionOfItsOwnInsideIsAnother() throws SQLException {
        shop.put("book", jdbc -> application.getBean(Journal.class).note("lamp"));

        books.assertCounts(2, 0, 0);
        assertThat(database.items()).isEqualTo(2);
    }

    @Test
    void withoutATransactionEveryStatementIsACall() {
        shop.insert("book");
        JdbcClient.create(application.getBean(DataSource.class))
                .sql("SELECT pieces FROM item WHERE sku = ?")
                .param("book")
                .query(Integer.class)
                .single();

        books.assertCounts(2, 0, 0);
    }

    @Test
    void aRollbackByTheApplicationIsNoFailure() throws SQLException {
        assertThatThrownBy(
                        () ->
                                shop.put(
                                        "book",
                                        jdbc -> {
                                            throw new IllegalStateException("changed my mind");
                                        }))
                .isInstanceOf(IllegalStateException.class);

        books.assertCounts(1, 0, 0);
        assertThat(database.items()).isZero();
    }

    @Test
    void errorsOfTheCallerAreNoVerdictAndSpringTranslatesThemAsEver() {
        shop.insert("book");
        assertThatThrownBy(() -> shop.insert("book")).isInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() -> application.getBean(JdbcTemplate.class).execute("SELEKT 1"))
                .isInstanceOf(BadSqlGrammarException.class);

        books.assertCounts(1, 0, 2);
    }

    @Test
    void aQueryWhoseTimeIsOutIsAFailureAndSpringTranslatesItAsEver() {
        JdbcTemplate jdbc = application.getBean(JdbcTemplate.class);
        jdbc.setQueryTimeout(1);

        assertThatThrownBy(
                        () ->
                                jdbc.execute(
                                        "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 100000) a,"
                                                + " SYSTEM_RANGE(1, 100000) b"))
                .isInstanceOf(QueryTimeoutException.class);

        books.assertCounts(0, 1, 0);
    }

    @Test
    void aDatabaseThatGoesInTheMiddleOfATransactionIsOneFailure() throws SQLException {
        assertThatThrownBy(
                        () ->
                                shop.put(
                                        "book",
                                        jdbc -> {
                                            database.stop();
                                            jdbc.update("INSERT INTO item VALUES ('lamp', 3)");
                                        }))
                .isInstanceOf(DataAccessException.class);

        books.assertCounts(0, 1, 0);
        assertThat(database.items()).isZero();
    }

    @Test
    void noConnectionIsAFailureAndSpringTranslatesItAsEver() {
        database.stop();

        assertThatThrownBy(() -> shop.insert("book"))
                .isInstanceOf(CannotGetJdbcConnectionException.class)
                .isInstanceOf(DataAccessResourceFailureException.class);
        assertThatThrownBy(() -> shop.put("book", jdbc -> {}))
                .isInstanceOf(CannotCreateTransactionException.class);

        books.assertCounts(0, 2, 0);
    }

    @Test
    void aRejectionReachesTheCallerOfATemplateAsItIs() {
        books.breaker().forceOpen();

        assertThatThrownBy(() -> shop.insert("book")).isInstanceOf(CallNotPermittedException.class);
    }

    @Test
    void aRejectionIsTheCauseWhereATransactionCannotBegin() {
        books.breaker().forceOpen();

        assertThatThrownBy(() -> shop.put("book", jdbc -> {}))
                .isInstanceOf(CannotCreateTransactionException.class)
                .hasCauseInstanceOf(CallNotPermittedException.class);

        assertThatThrownBy(() -> shop.put("book", jdbc -> {})); // nothing of it is left over
        assertThat(books.snapshot().notPermittedCalls()).isEqualTo(2);
        books.breaker().close();
        shop.put("book", jdbc -> {});
        books.assertCounts(1, 0, 0);
    }

    @Test
    void anOpenBreakerDoesNotTouchATransactionUnderWay() throws SQLException {
        shop.put(
                "book",
                jdbc -> {
                    books.breaker().forceOpen();
                    jdbc.update("INSERT INTO item VALUES ('lamp', 3)");
                });

        assertThat(books.breaker().state()).isEqualTo(State.FORCED_OPEN);
        assertThat(database.items()).isEqualTo(2);
        books.assertCounts(1, 0, 0);
    }

    @Test
    void aRetryCanExcludeARejectionThatIsACause() {
        books.breaker().forceOpen();

        assertThatThrownBy(() -> shop.retried("book"))
                .isInstanceOf(CannotCreateTransactionException.class);

        assertThat(books.snapshot().notPermittedCalls()).isOne();
    }

    @Test
    void aRetryDoesNotExcludeAFailure() {
        database.stop();

        assertThatThrownBy(() -> shop.retried("book"))
                .isInstanceOf(CannotCreateTransactionException.class);

        books.assertCounts(0, 3, 0);
    }
}
