package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.calls;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.annotation.CircuitBreaker;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;

/** Beans that are proxies already, or come from factories, are guarded, and once. */
class ProxiedBeansTests {

    public interface Remote {

        @CircuitBreaker(name = "backend", fallbackMethod = "known")
        String read(String key);

        default String known(String key) {
            return "known " + key;
        }
    }

    public static class Client {

        @CircuitBreaker(name = "backend")
        public String read() {
            return "read";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Factories {

        @Bean
        FactoryBean<Client> product() {
            return factory(Client.class, new Client());
        }

        private static <T> FactoryBean<T> factory(Class<T> type, T product) {
            return new FactoryBean<>() {
                @Override
                public T getObject() {
                    return product;
                }

                @Override
                public Class<?> getObjectType() {
                    return type;
                }
            };
        }
    }

    @Test
    void theProductOfAFactoryIsGuarded() {
        with(Factories.class)
                .run(
                        context -> {
                            context.getBean(Client.class).read();
                            assertThat(calls(context, "backend")).isOne();
                        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Again {

        @Bean
        Client client() {
            return new Client();
        }

        @Bean
        FactoryBean<Client> again(Client client) {
            return Factories.factory(Client.class, client);
        }
    }

    @Test
    void aProxyAroundAGuardedBeanDoesNotGuardItAgain() {
        with(Again.class)
                .run(
                        context -> {
                            Client again = context.getBean("again", Client.class);
                            assertThat(again).isNotSameAs(context.getBean("client"));
                            assertThat(again.read()).isEqualTo("read");
                            assertThat(calls(context, "backend")).isOne();
                        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Clients {

        /** As Spring's HTTP interfaces are: a proxy without a class of the user's behind it. */
        @Bean
        Remote declarative() {
            return (Remote)
                    Proxy.newProxyInstance(
                            Remote.class.getClassLoader(),
                            new Class<?>[] {Remote.class},
                            (proxy, method, arguments) -> {
                                if (method.getName().equals("known")) {
                                    return java.lang.reflect.InvocationHandler.invokeDefault(
                                            proxy, method, arguments);
                                }
                                throw new IllegalStateException("down");
                            });
        }

        @Bean
        Remote lambda() {
            return key -> {
                throw new IllegalStateException("down");
            };
        }

        @Bean
        Remote proxied() {
            return (Remote) new ProxyFactory(new Behind()).getProxy();
        }
    }

    public static class Behind implements Remote {
        @Override
        public String read(String key) {
            throw new IllegalStateException("down");
        }
    }

    @Test
    void aClientWithoutAClassIsGuardedByTheAnnotationsOfItsInterface() {
        with(Clients.class)
                .run(
                        context -> {
                            for (String name : new String[] {"declarative", "lambda", "proxied"}) {
                                long before = calls(context, "backend");
                                Remote client = context.getBean(name, Remote.class);
                                assertThat(client.read("a")).as(name).isEqualTo("known a");
                                assertThat(calls(context, "backend")).isEqualTo(before + 1);
                            }
                        });
    }

    @Configuration
    static class Scoped {

        @Bean
        static BeanFactoryPostProcessor threadScope() {
            return beans -> beans.registerScope("thread", new SimpleThreadScope());
        }

        @Bean
        @Scope(value = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
        Client scoped() {
            return new Client();
        }

        @CircuitBreaker(name = "configuration")
        public String read() {
            return "configuration";
        }
    }

    @Test
    void aScopedBeanIsGuardedOnceBehindItsScopedProxy() {
        with(Scoped.class)
                .run(
                        context -> {
                            assertThat(context.getBean("scoped", Client.class).read())
                                    .isEqualTo("read");
                            assertThat(calls(context, "backend")).isOne();
                        });
    }

    @Test
    void aConfigurationClassIsGuardedLikeAnyBean() {
        with(Scoped.class)
                .run(
                        context -> {
                            Scoped bean = context.getBean(Scoped.class);
                            assertThat(AopUtils.isAopProxy(bean)).isTrue();
                            assertThat(bean.read()).isEqualTo("configuration");
                            assertThat(calls(context, "configuration")).isOne();
                        });
    }

    public interface Wrong {

        @CircuitBreaker(name = "backend", fallbackMethod = "knwon")
        void read(String key);

        default void known(String key, Exception thrown) {}
    }

    @Configuration(proxyBeanMethods = false)
    static class WrongClient {

        @Bean
        Wrong wrong() {
            return (Wrong)
                    Proxy.newProxyInstance(
                            Wrong.class.getClassLoader(),
                            new Class<?>[] {Wrong.class},
                            (proxy, method, arguments) -> null);
        }
    }

    @Test
    void aProblemOfSuchAClientNamesTheInterface() {
        assertThat(StartupProblems.of(WrongClient.class))
                .containsExactly(
                        """
                        Wrong.read(String): Its fallback 'knwon' does not exist. It would have to be one of:
                            <any> knwon(String, <exception>)
                            <any> knwon(String)
                            <any> knwon(<exception>)
                            <any> knwon()
                          There is:
                            void known(String, Exception): fits, but has another name""");
    }

    public interface Itself {

        @CircuitBreaker(name = "backend", fallbackMethod = "read")
        String read();
    }

    @Configuration(proxyBeanMethods = false)
    static class ItselfClient {

        @Bean
        Itself proxied() {
            return (Itself)
                    Proxy.newProxyInstance(
                            Itself.class.getClassLoader(),
                            new Class<?>[] {Itself.class},
                            (proxy, method, arguments) -> null);
        }
    }

    @Test
    void aMethodOfSuchAClientIsNotItsOwnFallback() {
        assertThat(StartupProblems.of(ItselfClient.class))
                .singleElement()
                .asString()
                .startsWith("Itself.read(): Its fallback 'read' does not")
                .endsWith("String read(): is the guarded method itself");
    }
}
