package dev.breaker.spring.standing;

import static dev.breaker.spring.AnnotatedApplication.calls;
import static dev.breaker.spring.AnnotatedApplication.with;
import static dev.breaker.spring.standing.RetryableTests.client;
import static dev.breaker.spring.standing.RetryableTests.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.spring.standing.RetryableTests.Client;
import dev.breaker.spring.standing.RetryableTests.Resilient;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.Test;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/** What stands between the breaker and its fallback, a retry around both. */
class AdviceBetweenTests {

    @Configuration(proxyBeanMethods = false)
    static class Guarded {

        /** As security does: between the retry and the breaker. */
        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static Advisor refusal() {
            NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
            pointcut.addMethodName("read*");
            DefaultPointcutAdvisor advisor =
                    new DefaultPointcutAdvisor(
                            pointcut,
                            (MethodInterceptor)
                                    call -> {
                                        throw new SecurityException("not you");
                                    });
            advisor.setOrder(100);
            return advisor;
        }
    }

    @Test
    void whatAdviceBetweenThemThrowsIsNoMatterForTheFallback() {
        with(Resilient.class, Guarded.class, Client.class)
                .run(
                        context -> {
                            assertThatThrownBy(() -> client(context).readOrElse("a"))
                                    .hasMessage("not you");
                            assertThat(calls(context, "backend")).isZero();
                        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Translated {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static Advisor translation() {
            NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
            pointcut.addMethodName("read*");
            DefaultPointcutAdvisor advisor =
                    new DefaultPointcutAdvisor(pointcut, (MethodInterceptor) Translated::translate);
            advisor.setOrder(100);
            return advisor;
        }

        private static Object translate(MethodInvocation call) throws Throwable {
            try {
                return call.proceed();
            } catch (IllegalStateException | IllegalArgumentException thrown) {
                throw new UnsupportedOperationException("translated", thrown);
            }
        }
    }

    @Test
    void whatAdviceBetweenThemMadeOfAFailureHasItsFallback() {
        with(Resilient.class, Translated.class, Client.class)
                .run(
                        context -> {
                            target(context).fail(3);
                            assertThat(client(context).readOrElse("a"))
                                    .isEqualTo("a after IllegalStateException");
                            for (int i = 0; i < 3; i++) {
                                target(context).trouble.add(new IllegalArgumentException("no"));
                            }
                            assertThatThrownBy(() -> client(context).readOrElse("a"))
                                    .hasMessage("translated");
                        });
    }

    /** As careless ones are, and such as are made of their fields. */
    private static final class Unhashable extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean equals(Object other) {
            return other instanceof Unhashable;
        }

        @Override
        public int hashCode() {
            throw new UnsupportedOperationException("no hash");
        }
    }

    @Test
    void whatAnExceptionSaysOfItselfIsNoMatterForTheFallback() {
        with(Resilient.class, Client.class)
                .run(
                        context -> {
                            for (int i = 0; i < 3; i++) {
                                target(context).trouble.add(new Unhashable());
                            }
                            assertThat(client(context).readOrElse("a"))
                                    .isEqualTo("a after Unhashable");
                        });
    }
}
