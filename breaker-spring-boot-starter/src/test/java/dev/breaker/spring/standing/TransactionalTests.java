package dev.breaker.spring.standing;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The breaker encloses the transaction: a commit that fails is a failure, a rejection opens none.
 */
class TransactionalTests {

    public static class Orders {

        private final JdbcTemplate database;
        private final PlatformTransactionManager transactions;
        boolean fallbackInTransaction;

        Orders(JdbcTemplate database, PlatformTransactionManager transactions) {
            this.database = database;
            this.transactions = transactions;
        }

        @Transactional
        @CircuitBreaker(name = "backend")
        public int place(String sku) {
            return database.update("insert into orders values (?)", sku);
        }

        /** Returns, and cannot be committed: what takes part in it has marked it for rollback. */
        @Transactional
        @CircuitBreaker(name = "backend")
        public int placeDoomed(String sku) {
            new TransactionTemplate(transactions)
                    .executeWithoutResult(inner -> inner.setRollbackOnly());
            return database.update("insert into orders values (?)", sku);
        }

        @Transactional
        @CircuitBreaker(name = "backend", fallbackMethod = "later")
        public int placeOrElse(String sku) {
            return placeDoomed(sku);
        }

        private int later(String sku, UnexpectedRollbackException why) {
            fallbackInTransaction = TransactionSynchronizationManager.isActualTransactionActive();
            return 0;
        }
    }

    /** What became of transactions. */
    static class Log implements TransactionExecutionListener {

        final List<String> lines = new ArrayList<>();

        @Override
        public void afterBegin(TransactionExecution transaction, Throwable failure) {
            lines.add("begin");
        }

        @Override
        public void afterCommit(TransactionExecution transaction, Throwable failure) {
            lines.add("commit");
        }

        @Override
        public void afterRollback(TransactionExecution transaction, Throwable failure) {
            lines.add("rollback");
        }
    }

    static ApplicationContextRunner withDatabase(ApplicationContextRunner application) {
        return application
                .withConfiguration(
                        AutoConfigurations.of(
                                DataSourceAutoConfiguration.class,
                                DataSourceTransactionManagerAutoConfiguration.class,
                                JdbcTemplateAutoConfiguration.class,
                                TransactionAutoConfiguration.class,
                                TransactionManagerCustomizationAutoConfiguration.class))
                .withPropertyValues("spring.datasource.generate-unique-name=true")
                .withBean(Log.class);
    }

    private static ApplicationContextRunner application() {
        return withDatabase(with(Orders.class));
    }

    private static Orders orders(ApplicationContext context) {
        context.getBean(JdbcTemplate.class)
                .execute("create table if not exists orders (sku varchar)");
        return context.getBean(Orders.class);
    }

    private static List<String> log(ApplicationContext context) {
        return context.getBean(Log.class).lines;
    }

    @Test
    void aCallIsCommittedBeforeItCounts() {
        application()
                .run(
                        context -> {
                            orders(context).place("pen");
                            assertThat(log(context)).containsExactly("begin", "commit");
                            assertThat(
                                            breaker(context, "backend")
                                                    .snapshot()
                                                    .totalSuccessfulCalls())
                                    .isOne();
                        });
    }

    @Test
    void aCommitThatFailsIsAFailure() {
        application()
                .run(
                        context -> {
                            assertThatThrownBy(() -> orders(context).placeDoomed("pen"))
                                    .isInstanceOf(UnexpectedRollbackException.class);
                            assertThat(breaker(context, "backend").snapshot())
                                    .returns(1L, snapshot -> snapshot.totalFailedCalls())
                                    .returns(0L, snapshot -> snapshot.totalSuccessfulCalls());
                        });
    }

    @Test
    void theFallbackRunsAfterTheRollback() {
        application()
                .run(
                        context -> {
                            Orders orders = orders(context);
                            assertThat(orders.placeOrElse("pen")).isZero();
                            assertThat(log(context)).containsExactly("begin", "rollback");
                            assertThat(Proxies.target(orders).fallbackInTransaction).isFalse();
                        });
    }

    @Test
    void aRejectedCallOpensNoTransaction() {
        application()
                .run(
                        context -> {
                            Orders orders = orders(context);
                            breaker(context, "backend").forceOpen();
                            assertThatThrownBy(() -> orders.place("pen"))
                                    .isInstanceOf(CallNotPermittedException.class);
                            assertThat(log(context)).isEmpty();
                        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(order = 0)
    static class TransactionsFirst {}

    @Test
    void aTransactionWithALowerOrderEnclosesTheBreaker() {
        application()
                .withUserConfiguration(TransactionsFirst.class)
                .withPropertyValues("breaker.order=1")
                .run(
                        context -> {
                            Orders orders = orders(context);
                            assertThatThrownBy(() -> orders.placeDoomed("pen"))
                                    .isInstanceOf(UnexpectedRollbackException.class);
                            assertThat(
                                            breaker(context, "backend")
                                                    .snapshot()
                                                    .totalSuccessfulCalls())
                                    .isOne();
                            breaker(context, "backend").forceOpen();
                            assertThatThrownBy(() -> orders.place("pen"))
                                    .isInstanceOf(CallNotPermittedException.class);
                            assertThat(log(context))
                                    .containsExactly("begin", "rollback", "begin", "rollback");
                        });
    }
}
