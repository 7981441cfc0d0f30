package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.calls;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.annotation.CircuitBreaker;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;

/** Fallbacks of another bean, {@code "bean::method"}. */
class OtherBeanFallbackTests {

    public static class Client {

        @CircuitBreaker(name = "backend", fallbackMethod = "cache::known")
        public String read(String key) {
            throw new IllegalStateException("down");
        }
    }

    public static class Cache {

        private final String field = String.valueOf(" of the target"); // null in a proxy

        @CircuitBreaker(name = "cache")
        public String known(String key) {
            return key + field;
        }

        @CircuitBreaker(name = "cache")
        public String other() {
            return "";
        }
    }

    @Test
    void itIsCalledThroughItsProxy() {
        with(Client.class)
                .withBean("cache", Cache.class)
                .run(
                        context -> {
                            assertThat(context.getBean(Client.class).read("a"))
                                    .isEqualTo("a of the target");
                            assertThat(calls(context, "cache")).isOne();
                        });
    }

    public static class Hidden {

        private final String field = String.valueOf(" of the target"); // null in a proxy

        @CircuitBreaker(name = "cache")
        public String other() {
            return "";
        }

        private String known(String key) {
            return "private " + key + field;
        }
    }

    @Test
    void aMethodThatTheProxyDoesNotHaveIsCalledOnTheTarget() {
        with(Client.class)
                .withBean("cache", Hidden.class)
                .run(
                        context ->
                                assertThat(context.getBean(Client.class).read("a"))
                                        .isEqualTo("private a of the target"));
    }

    interface Known<K> {
        String known(K key);
    }

    public static class ClientOfUnseen {

        @CircuitBreaker(name = "backend", fallbackMethod = "cache::unseen")
        public String read(String key) {
            throw new IllegalStateException("down");
        }
    }

    @Test
    void anInterfaceProxyIsCalledWhereItHasTheMethodAndPassedByWhereNot() {
        with(ProxiedInterfaces.class, Client.class, ClientOfUnseen.class)
                .withPropertyValues("spring.aop.proxy-target-class=false")
                .run(
                        context -> {
                            assertThat(context.getBean("cache")).isNotInstanceOf(Cache.class);
                            assertThat(context.getBean(Client.class).read("a"))
                                    .isEqualTo("a of the target");
                            assertThat(calls(context, "cache")).isOne();
                            assertThat(context.getBean(ClientOfUnseen.class).read("a"))
                                    .isEqualTo("unseen a");
                            assertThat(calls(context, "cache")).isOne();
                        });
    }

    public static class GuardedInterfaceCache implements Known<String> {

        @Override
        @CircuitBreaker(name = "cache")
        public String known(String key) {
            return key + " of the target";
        }

        String unseen(String key) {
            return "unseen " + key;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ProxiedInterfaces {
        @Bean
        GuardedInterfaceCache cache() {
            return new GuardedInterfaceCache();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Scoped {

        @Bean
        static BeanFactoryPostProcessor threadScope() {
            return beans -> beans.registerScope("thread", new SimpleThreadScope());
        }

        @Bean
        @Scope(value = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
        Hidden cache() {
            return new Hidden();
        }
    }

    @Test
    void aScopedBeanIsLookedUpForEachRun() {
        with(Scoped.class, Client.class)
                .run(
                        context ->
                                assertThat(context.getBean(Client.class).read("a"))
                                        .isEqualTo("private a of the target"));
    }

    @Configuration(proxyBeanMethods = false)
    static class ScopedByInterface {

        @Bean
        static BeanFactoryPostProcessor threadScope() {
            return beans -> beans.registerScope("thread", new SimpleThreadScope());
        }

        @Bean
        @Scope(value = "thread", proxyMode = ScopedProxyMode.INTERFACES)
        GuardedInterfaceCache cache() {
            return new GuardedInterfaceCache();
        }
    }

    @Test
    void aMethodBehindAScopedProxyOfInterfacesIsFound() {
        with(ScopedByInterface.class, ClientOfUnseen.class)
                .run(
                        context ->
                                assertThat(context.getBean(ClientOfUnseen.class).read("a"))
                                        .isEqualTo("unseen a"));
    }

    @Configuration(proxyBeanMethods = false)
    static class LazyCache {

        @Bean
        @Lazy
        Cache cache(Client client) { // a circle, were it not looked up late
            return new Cache();
        }
    }

    @Test
    void aLazyBeanIsMadeByTheFirstRun() {
        with(LazyCache.class, Client.class)
                .run(
                        context -> {
                            assertThat(context.getBeanFactory().containsSingleton("cache"))
                                    .isFalse();
                            assertThat(context.getBean(Client.class).read("a"))
                                    .isEqualTo("a of the target");
                        });
    }

    public static class Chain {

        @CircuitBreaker(name = "backend", fallbackMethod = "second")
        public String first(String key) {
            throw new IllegalStateException("first is down");
        }

        @CircuitBreaker(name = "cache", fallbackMethod = "third")
        String second(String key, Exception thrown) {
            if (key.equals("known")) {
                return "second after " + thrown.getMessage();
            }
            throw new IllegalStateException("second is down");
        }

        private String third(String key, Exception first, Exception second) {
            return "third after " + first.getMessage() + ", " + second.getMessage();
        }
    }

    @Test
    void aFallbackWithABreakerOfItsOwnIsGuardedByIt() {
        with(Chain.class)
                .run(
                        context -> {
                            Chain chain = context.getBean(Chain.class);
                            assertThat(chain.first("known"))
                                    .isEqualTo("second after first is down");
                            assertThat(chain.first("unknown"))
                                    .isEqualTo("third after first is down, second is down");
                            assertThat(calls(context, "cache")).isEqualTo(2);
                            breaker(context, "cache").forceOpen();
                            assertThat(chain.first("known"))
                                    .startsWith("third after first is down, Breaker 'cache' is");
                        });
    }
}
