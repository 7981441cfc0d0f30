package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.annotation.CircuitBreaker;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import org.aopalliance.intercept.MethodInterceptor;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.junit.jupiter.api.Test;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.annotation.Order;

/** r4j#614, #558, #1613: where the breaker stands among other advice. */
class AdviceOrderTests {

    @Retention(RetentionPolicy.RUNTIME)
    @interface Transactional {}

    public static class Client {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        @Transactional
        public String read() {
            throw new IllegalStateException("down");
        }

        private String instead() {
            return "fallback";
        }
    }

    /** What other advice saw. */
    static class Log {
        final List<String> lines = new ArrayList<>();

        Object around(String name, Throwing call) throws Throwable {
            try {
                Object result = call.run();
                lines.add(name + " saw " + result);
                return result;
            } catch (Throwable thrown) {
                lines.add(name + " saw " + thrown.getMessage());
                throw thrown;
            }
        }
    }

    interface Throwing {
        Object run() throws Throwable;
    }

    /** Advice like that of {@code @Transactional} and {@code @Cacheable}, which comes last. */
    @Configuration(proxyBeanMethods = false)
    static class Transactions {

        @Bean
        static Log log() {
            return new Log();
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static Advisor transactions(Log log) {
            MethodInterceptor advice = call -> log.around("transaction", call::proceed);
            return new DefaultPointcutAdvisor(
                    AnnotationMatchingPointcut.forMethodAnnotation(Transactional.class), advice);
        }
    }

    @Test
    void theBreakerEnclosesTransactionsAndCaches() {
        assertThat(log(with(Client.class, Transactions.class)))
                .containsExactly("transaction saw down");
    }

    @Test
    void anOrderCanBeSetThatPutsItInside() {
        assertThat(
                        log(
                                with(Client.class, Transactions.class, OutermostAspect.class)
                                        .withPropertyValues("breaker.order=6")))
                .containsExactly("transaction saw down", "aspect saw fallback");
    }

    @Aspect
    @Order(5)
    static class OutermostAspect {

        private final Log log;

        OutermostAspect(Log log) {
            this.log = log;
        }

        @Around("@annotation(dev.breaker.spring.AdviceOrderTests.Transactional)")
        Object around(ProceedingJoinPoint call) throws Throwable {
            return log.around("aspect", call::proceed);
        }
    }

    @Test
    void anAspectMayEncloseItOrBeEnclosed() {
        ApplicationContextRunner application =
                with(Client.class, Transactions.class, OutermostAspect.class);
        assertThat(log(application)).containsExactly("transaction saw down", "aspect saw fallback");
        assertThat(log(application.withPropertyValues("breaker.order=4")))
                .containsExactly("transaction saw down", "aspect saw down");
    }

    private static List<String> log(ApplicationContextRunner application) {
        List<String> lines = new ArrayList<>();
        application.run(
                context -> {
                    assertThat(context.getBean(Client.class).read()).isEqualTo("fallback");
                    assertThat(breaker(context, "backend").snapshot().totalFailedCalls()).isOne();
                    lines.addAll(context.getBean(Log.class).lines);
                });
        return lines;
    }
}
