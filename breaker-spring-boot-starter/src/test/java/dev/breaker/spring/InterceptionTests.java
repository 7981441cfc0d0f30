package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.calls;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

/** Which calls of which beans are guarded, and that each is guarded once. */
class InterceptionTests {

    public static class Client {

        @CircuitBreaker(name = "backend")
        public String read() {
            return "read";
        }

        @CircuitBreaker(name = "backend")
        String packagePrivate() {
            return "package";
        }

        @CircuitBreaker(name = "backend")
        protected String inherited() {
            return "protected";
        }

        public String open() {
            return "open";
        }
    }

    @Test
    void eachCallOfAnAnnotatedMethodIsOneCallOfTheBreaker() {
        with(Client.class)
                .run(
                        context -> {
                            Client client = context.getBean(Client.class);
                            assertThat(client.read()).isEqualTo("read");
                            assertThat(calls(context, "backend")).isOne();
                            assertThat(client.packagePrivate()).isEqualTo("package");
                            assertThat(calls(context, "backend")).isEqualTo(2);
                            assertThat(client.inherited()).isEqualTo("protected");
                            assertThat(calls(context, "backend")).isEqualTo(3);
                            assertThat(client.open()).isEqualTo("open");
                            assertThat(calls(context, "backend")).isEqualTo(3);
                        });
    }

    @Test
    void aRejectedCallIsNotMadeAndTheCallerIsTold() {
        with(Client.class)
                .run(
                        context -> {
                            breaker(context, "backend").forceOpen();
                            assertThatThrownBy(() -> context.getBean(Client.class).read())
                                    .isInstanceOf(CallNotPermittedException.class)
                                    .hasMessageContaining("'backend'");
                        });
    }

    public static class Unannotated {}

    @Test
    void onlyBeansThatCarryTheAnnotationAreProxied() {
        with(Client.class, Unannotated.class)
                .run(
                        context -> {
                            assertThat(AopUtils.isAopProxy(context.getBean(Client.class))).isTrue();
                            assertThat(AopUtils.isAopProxy(context.getBean(Unannotated.class)))
                                    .isFalse();
                        });
    }

    public static class Extending extends Client {

        @Override
        public String read() {
            return "overriding " + super.read();
        }
    }

    @Test
    void inheritedAndOverriddenMethodsAreGuarded() {
        with(Extending.class)
                .run(
                        context -> {
                            Extending client = context.getBean(Extending.class);
                            assertThat(client.read()).isEqualTo("overriding read");
                            assertThat(calls(context, "backend")).isOne();
                            client.inherited();
                            assertThat(calls(context, "backend")).isEqualTo(2);
                        });
    }

    interface Finder<K> {
        String find(K key);
    }

    public static class ByNumber implements Finder<Integer> {

        @Override
        @CircuitBreaker(name = "backend")
        public String find(Integer key) {
            return "found " + key;
        }
    }

    @Test
    void aCallThroughTheBridgeOfAGenericMethodIsGuardedOnce() {
        with(ByNumber.class)
                .run(
                        context -> {
                            Finder<Integer> finder = context.getBean(ByNumber.class);
                            assertThat(finder.find(1)).isEqualTo("found 1");
                            assertThat(calls(context, "backend")).isOne();
                            assertThat(context.getBean(ByNumber.class).find(2))
                                    .isEqualTo("found 2");
                            assertThat(calls(context, "backend")).isEqualTo(2);
                        });
    }

    @Test
    void interfaceProxiesGuardWhatTheClassAnnotates() {
        with(ByNumber.class)
                .withPropertyValues("spring.aop.proxy-target-class=false")
                .run(
                        context -> {
                            Finder<?> finder = context.getBean(Finder.class);
                            assertThat(AopUtils.isJdkDynamicProxy(finder)).isTrue();
                            assertThat(finder.find(null)).isEqualTo("found null");
                            assertThat(calls(context, "backend")).isOne();
                        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Prototypes {

        @Bean
        @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
        Client client() {
            return new Client();
        }
    }

    @Test
    void prototypesAreGuardedEachByTheSameBreaker() {
        with(Prototypes.class)
                .run(
                        context -> {
                            context.getBean(Client.class).read();
                            context.getBean(Client.class).read();
                            assertThat(calls(context, "backend")).isEqualTo(2);
                        });
    }

    interface WithDefault {

        @CircuitBreaker(name = "backend")
        default String read() {
            return "default";
        }
    }

    public static class Empty implements WithDefault {}

    @Test
    void aDefaultMethodOfAnInterfaceIsGuarded() {
        with(Empty.class)
                .run(
                        context -> {
                            assertThat(context.getBean(Empty.class).read()).isEqualTo("default");
                            assertThat(calls(context, "backend")).isOne();
                        });
    }
}
