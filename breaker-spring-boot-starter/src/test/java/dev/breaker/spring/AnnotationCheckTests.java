package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.calls;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.elsewhere.Elsewhere;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;

/**
 * Annotations that have no effect are reported at start-up: r4j#1552, #1106 and #1270 were ignored
 * silently.
 */
class AnnotationCheckTests {

    private static final String NO_EFFECT =
            ": @CircuitBreaker would have no effect on it, for calls of it do not come through the bean's proxy.";

    public static class Unreachable {

        @CircuitBreaker(name = "backend")
        private String hidden() {
            return "";
        }

        @CircuitBreaker(name = "backend")
        public static String shared() {
            return "";
        }

        @CircuitBreaker(name = "backend")
        public final String fixed() {
            return "";
        }
    }

    @Test
    void privateStaticAndFinalMethods() {
        assertThat(StartupProblems.of(Unreachable.class))
                .containsExactlyInAnyOrder(
                        "Unreachable.hidden(): It is private" + NO_EFFECT,
                        "Unreachable.shared(): It is static" + NO_EFFECT,
                        "Unreachable.fixed(): It is final, and the proxy cannot override it"
                                + NO_EFFECT);
    }

    public static class Inheriting extends Unreachable {}

    @Test
    void thoseOfSuperclassesToo() {
        assertThat(StartupProblems.of(Inheriting.class))
                .hasSize(3)
                .contains("Inheriting.hidden(): It is private" + NO_EFFECT);
    }

    public static class InPackage extends Elsewhere {}

    @Test
    void packagePrivateMethodsOfAnotherPackage() {
        assertThat(StartupProblems.of(InPackage.class))
                .containsExactly(
                        "InPackage.packagePrivate(): It is visible in package dev.breaker.spring.elsewhere only, and the proxy cannot override it from another"
                                + NO_EFFECT);
    }

    @CircuitBreaker(name = "backend")
    public static class Covered {

        public final String fixed() {
            return "";
        }

        public String open() {
            return "";
        }

        private String hidden() {
            return "";
        }
    }

    @Test
    void finalMethodsThatTheClassWouldCover() {
        assertThat(StartupProblems.of(Covered.class))
                .containsExactly(
                        "Covered.fixed(): It is final, and the proxy cannot override it"
                                + NO_EFFECT);
    }

    @CircuitBreaker(name = "backend")
    public static class OnTopOfAFramework extends Framework {

        public String open() {
            return "";
        }
    }

    public static class Framework {
        public final void setUp() {}
    }

    @Test
    void butNotFinalMethodsFromAboveTheAnnotatedClass() {
        with(OnTopOfAFramework.class).run(context -> assertThat(context).hasNotFailed());
    }

    public static final class Final {

        @CircuitBreaker(name = "backend")
        public String read() {
            return "";
        }
    }

    public abstract static sealed class Sealed permits Leaf {

        @CircuitBreaker(name = "backend")
        public String read() {
            return "";
        }
    }

    public static final class Leaf extends Sealed {}

    public static sealed class SealedBean permits Extension {

        @CircuitBreaker(name = "backend")
        public String read() {
            return "";
        }
    }

    public static final class Extension extends SealedBean {}

    @Test
    void finalAndSealedClasses() {
        assertThat(StartupProblems.of(Final.class, Leaf.class, SealedBean.class))
                .containsExactlyInAnyOrder(
                        "Bean 'Final' (Final): Its class is final, so that no proxy can extend it and @CircuitBreaker would have no effect.",
                        "Bean 'Leaf' (Leaf): Its class is final, so that no proxy can extend it and @CircuitBreaker would have no effect.",
                        "Bean 'SealedBean' (SealedBean): Its class is sealed, so that no proxy can extend it and @CircuitBreaker would have no effect.");
    }

    interface Reader {
        String read();
    }

    public static final class FinalReader implements Reader {

        @Override
        @CircuitBreaker(name = "backend")
        public String read() {
            return "";
        }
    }

    @Test
    void butAFinalClassThatIsProxiedByItsInterfaceIsGuarded() {
        with(FinalReader.class)
                .withPropertyValues("spring.aop.proxy-target-class=false")
                .run(
                        context -> {
                            context.getBean(Reader.class).read();
                            assertThat(calls(context, "backend")).isOne();
                        });
    }

    public static class OutsideItsInterface implements Reader {

        @Override
        @CircuitBreaker(name = "backend")
        public String read() {
            return "";
        }

        @CircuitBreaker(name = "backend")
        public String write() {
            return "";
        }
    }

    @Test
    void methodsThatAnInterfaceProxyDoesNotHave() {
        assertThat(
                        StartupProblems.of(
                                with(OutsideItsInterface.class)
                                        .withPropertyValues("spring.aop.proxy-target-class=false")))
                .containsExactly(
                        "OutsideItsInterface.write(): It is in none of the interfaces of its proxy (Reader)"
                                + NO_EFFECT);
    }

    public static class Early {

        @CircuitBreaker(name = "backend")
        public String read() {
            return "";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class PostProcessing {

        @Bean
        static VeryFirst needing(Early early) {
            return new VeryFirst();
        }
    }

    static class VeryFirst implements BeanPostProcessor, PriorityOrdered {
        @Override
        public int getOrder() {
            return 0;
        }
    }

    @Test
    void beansThatAreMadeBeforeTheyCanBeProxied() {
        assertThat(StartupProblems.of(Early.class, PostProcessing.class))
                .containsExactly(
                        "Bean 'Early' (Early): It was made before proxies could be, so that @CircuitBreaker has no effect: a BeanPostProcessor needs it, directly or not, or it is one.");
    }

    public static class Infrastructure extends Early implements AopInfrastructureBean {}

    @Test
    void beansThatAreNeverProxied() {
        assertThat(StartupProblems.of(Infrastructure.class))
                .containsExactly(
                        "Bean 'Infrastructure' (Infrastructure): It is a part of Spring AOP, which is never proxied: @CircuitBreaker has no effect.");
    }

    @CircuitBreaker(name = "backend")
    public static class WithoutPublicMethods {

        String hidden() {
            return "";
        }

        @Override
        public String toString() {
            return "no method of its own";
        }
    }

    @CircuitBreaker(name = "backend")
    interface Marker {}

    public static class Marked implements Marker {
        public String read() {
            return "";
        }
    }

    @Test
    void annotationsThatCoverNothing() {
        assertThat(StartupProblems.of(WithoutPublicMethods.class, Marked.class))
                .hasSize(2)
                .allSatisfy(
                        problem ->
                                assertThat(problem)
                                        .contains(
                                                ": @CircuitBreaker on a class covers its public methods, on an interface those that the interface declares: here there are none."));
    }
}
