package dev.breaker.spring.standing;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.calls;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.annotation.CircuitBreaker;
import java.util.List;
import java.util.function.Consumer;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.aop.Advisor;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.aop.framework.ProxyConfig;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.resilience.annotation.Retryable;

/** The place of the breaker among a user's own advice, and around beans of every kind. */
@ExtendWith(OutputCaptureExtension.class)
class StandingTests {

    /** A user's own, one with an order and one below all retries, if orders counted there. */
    @Configuration(proxyBeanMethods = false)
    static class Advice {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static Advisor five() {
            return advisor(new Five(), 5);
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static Advisor minusTen() {
            return advisor(new MinusTen(), -10);
        }

        private static Advisor advisor(MethodInterceptor advice, int order) {
            NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
            pointcut.addMethodName("read");
            DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(pointcut, advice);
            advisor.setOrder(order);
            return advisor;
        }
    }

    static class Five implements MethodInterceptor {
        @Override
        public Object invoke(MethodInvocation call) throws Throwable {
            return call.proceed();
        }
    }

    static class MinusTen extends Five {}

    public static class Plain {

        @CircuitBreaker(name = "backend")
        public String read() {
            return "read";
        }
    }

    public static class Retried {

        @Retryable(maxRetries = 1, delay = 0)
        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public String read() {
            throw new IllegalStateException("down");
        }

        private String instead(Exception why) {
            return "fallback";
        }
    }

    @ParameterizedTest
    @CsvSource({
        "6, MinusTen Five BreakerInterceptor",
        "4, MinusTen BreakerInterceptor Five",
        "-9, MinusTen BreakerInterceptor Five",
        "-11, BreakerInterceptor MinusTen Five"
    })
    void ordersAreComparedAsTheyAre(String order, String chain) {
        with(Advice.class, RetryableTests.Resilient.class, Plain.class)
                .withPropertyValues("breaker.order=" + order)
                .run(
                        context ->
                                assertThat(Proxies.advice(context.getBean(Plain.class)))
                                        .containsExactly(chain.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "6, BreakerInterceptor RetryAnnotationInterceptor MinusTen Five BreakerInterceptor",
        "0, BreakerInterceptor RetryAnnotationInterceptor MinusTen BreakerInterceptor Five",
        "-1, BreakerInterceptor RetryAnnotationInterceptor MinusTen Five"
    })
    void belowZeroIsOutsideOfRetriesAndOfAllThatTheyEnclose(String order, String chain) {
        with(Advice.class, RetryableTests.Resilient.class, Retried.class)
                .withPropertyValues("breaker.order=" + order)
                .run(
                        context ->
                                assertThat(Proxies.advice(context.getBean(Retried.class)))
                                        .containsExactly(chain.split(" ")));
    }

    public static class Left {

        @Autowired Right right;
        int calls;

        @Cacheable("prices")
        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public String read() {
            if (calls++ == 0) {
                throw new IllegalStateException("down");
            }
            return "read";
        }

        private String instead() {
            return "fallback";
        }
    }

    public static class Right {
        @Autowired Left left;
    }

    private static void answersFromTheCache(ApplicationContext context, Left left) {
        assertThat(left.read()).isEqualTo("fallback");
        assertThat(left.read()).isEqualTo("read");
        breaker(context, "backend").forceOpen();
        assertThat(left.read()).isEqualTo("read");
    }

    @Test
    void aBeanInACircleOfReferencesStandsInOrder() {
        with(CacheableTests.Caching.class, Left.class, Right.class)
                .withAllowCircularReferences(true)
                .run(context -> answersFromTheCache(context, context.getBean(Right.class).left));
    }

    @Configuration(proxyBeanMethods = false)
    static class Scoped {

        @Bean
        static BeanFactoryPostProcessor threadScope() {
            return beans -> beans.registerScope("thread", new SimpleThreadScope());
        }

        @Bean
        @Scope(value = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
        Retried scoped() {
            return new Retried();
        }

        @Bean
        @Scope("prototype")
        Retried prototype() {
            return new Retried();
        }
    }

    @Test
    void scopedBeansAndPrototypesStandInOrder() {
        with(RetryableTests.Resilient.class, Scoped.class)
                .run(
                        context -> {
                            for (String name : List.of("scoped", "prototype", "prototype")) {
                                long before = calls(context, "backend");
                                assertThat(context.getBean(name, Retried.class).read())
                                        .isEqualTo("fallback");
                                assertThat(calls(context, "backend")).isEqualTo(before + 2);
                            }
                        });
    }

    public static class Cached {

        @Cacheable("prices")
        @CircuitBreaker(name = "backend")
        public String read() {
            return "read";
        }
    }

    private static ApplicationContextRunner withProxies(Consumer<ProxyConfig> settings) {
        return with(CacheableTests.Caching.class, Cached.class)
                .withInitializer(
                        context ->
                                context.addBeanFactoryPostProcessor(
                                        beans -> settings.accept(creator(beans))));
    }

    private static ProxyConfig creator(BeanFactory beans) {
        return beans.getBean(AopConfigUtils.AUTO_PROXY_CREATOR_BEAN_NAME, ProxyConfig.class);
    }

    @Test
    void aFrozenProxyStaysAsItIsAndTheLogSaysSo(CapturedOutput output) {
        withProxies(proxies -> proxies.setFrozen(true)).run(StandingTests::enclosesTheCache);
        assertThat(output).containsPattern("WARN .*'standingTests.Cached' is frozen");
    }

    @Test
    void anOpaqueProxyStaysAsItIs() {
        withProxies(proxies -> proxies.setOpaque(true)).run(StandingTests::enclosesTheCache);
    }

    private static void enclosesTheCache(ApplicationContext context) {
        Cached cached = context.getBean(Cached.class);
        assertThat(cached.read()).isEqualTo("read");
        assertThat(cached.read()).isEqualTo("read");
        assertThat(calls(context, "backend")).isEqualTo(2);
    }
}
