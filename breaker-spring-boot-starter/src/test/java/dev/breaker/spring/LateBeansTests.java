package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.calls;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import dev.breaker.BreakerRegistry;
import dev.breaker.annotation.CircuitBreaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;

/** Beans that are not made at start-up, or not by the container, or in a circle. */
@ExtendWith(OutputCaptureExtension.class)
class LateBeansTests {

    interface Reader {
        String read();
    }

    public static class Wrong implements Reader {

        @Override
        @CircuitBreaker(name = "backend", fallbackMethod = "missing")
        public String read() {
            return "";
        }
    }

    public static class Right implements Reader {

        @Override
        @CircuitBreaker(name = "late")
        public String read() {
            return "";
        }
    }

    private static final String[] MISSING = {
        """
        Wrong.read(): Its fallback 'missing' does not exist. It would have to be one of:
            String missing(<exception>)
            String missing()"""
    };

    @Configuration(proxyBeanMethods = false)
    static class LazyWrong {
        @Bean
        @Lazy
        Wrong lazy() {
            throw new AssertionError("made");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class PrototypeWrong {
        @Bean
        @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
        Wrong prototype() {
            throw new AssertionError("made");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FactoryOfWrong {
        @Bean
        FactoryBean<Wrong> product() {
            return new FactoryBean<>() {
                @Override
                public Wrong getObject() {
                    throw new AssertionError("made");
                }

                @Override
                public Class<?> getObjectType() {
                    return Wrong.class;
                }
            };
        }
    }

    @Test
    void lazyBeansPrototypesAndProductsAreCheckedWithoutBeingMade() {
        assertThat(StartupProblems.of(LazyWrong.class)).containsExactly(MISSING);
        assertThat(StartupProblems.of(PrototypeWrong.class)).containsExactly(MISSING);
        assertThat(StartupProblems.of(FactoryOfWrong.class)).containsExactly(MISSING);
    }

    @Test
    void soAreAllBeansOfALazyApplication() {
        assertThat(
                        StartupProblems.of(
                                with(Wrong.class)
                                        .withInitializer(
                                                context ->
                                                        context.addBeanFactoryPostProcessor(
                                                                new LazyInitializationBeanFactoryPostProcessor()))))
                .containsExactly(MISSING);
    }

    @Configuration(proxyBeanMethods = false)
    static class Disguised {

        @Bean
        @Lazy
        Reader wrong() {
            return new Wrong();
        }

        @Bean
        @Lazy
        Reader right() {
            return new Right();
        }
    }

    @Test
    void aClassThatTheDeclarationHidesIsCheckedWhenItsBeanIsMade() {
        with(Disguised.class)
                .run(
                        context -> {
                            for (int i = 0; i < 2; i++) {
                                assertThatThrownBy(() -> context.getBean("wrong"))
                                        .rootCause()
                                        .isInstanceOf(InvalidCircuitBreakerException.class)
                                        .hasMessageContaining("'missing' does not exist");
                            }
                            context.getBean("right", Reader.class).read();
                            assertThat(calls(context, "late")).isOne();
                        });
    }

    @Configuration(proxyBeanMethods = false)
    static class LazyRight {
        @Bean
        @Lazy
        Right lazy() {
            throw new AssertionError("made");
        }
    }

    /** r4j#1451: the breaker appeared only after its first call. */
    @Test
    void theBreakerOfALazyBeanIsThereFromStartUpOn() {
        with(LazyRight.class)
                .run(
                        context ->
                                assertThat(context.getBean(BreakerRegistry.class).find("late"))
                                        .isPresent());
    }

    @Test
    void anObjectThatWasRegisteredByHandIsReportedAndDoesNotStopTheStart(CapturedOutput output) {
        with().withInitializer(
                        context ->
                                context.getBeanFactory().registerSingleton("byHand", new Wrong()))
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .containsPattern("WARN .* Bean 'byHand' .*@CircuitBreaker has no effect on it");
    }

    /** A class of its own for the mock, as Mockito makes it, and the class itself. */
    @Test
    void aBeanThatATestMocksIsNoFault(CapturedOutput output) {
        with(Wrong.class)
                .withInitializer(
                        context ->
                                context.addBeanFactoryPostProcessor(
                                        beans -> {
                                            beans.registerSingleton(
                                                    "lateBeansTests.Wrong", mock(Wrong.class));
                                            beans.registerSingleton(
                                                    "other", mock(AbstractWrong.class));
                                        }))
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .containsPattern("INFO .* Bean 'lateBeansTests.Wrong' .* is a mock: .* no effect")
                .containsPattern("INFO .* Bean 'other' .* is a mock: .* no effect");
    }

    public abstract static class AbstractWrong extends Wrong {}

    @Test
    void aBeanThatIsMadeTooEarlyIsNoMock(CapturedOutput output) {
        with(Right.class)
                .withInitializer(
                        context ->
                                context.addBeanFactoryPostProcessor(
                                        beans -> beans.getBean(Right.class)))
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .containsPattern(
                        "WARN .* Bean 'lateBeansTests.Right' .* a BeanFactoryPostProcessor needed it,"
                                + " directly or not: @CircuitBreaker has no effect on it")
                .doesNotContain("is a mock");
    }

    @Configuration(proxyBeanMethods = false)
    static class Circle {

        @Bean
        @Lazy
        Left left() {
            return new Left();
        }

        @Bean
        @Lazy
        Center center() {
            return new Center();
        }
    }

    public static class Left {

        @Autowired Center center;

        @CircuitBreaker(name = "backend")
        public String read() {
            return "";
        }
    }

    public static class Center {

        @Autowired Left left;
    }

    @Test
    void aBeanInACircleOfReferencesIsGuarded() {
        with(Circle.class)
                .withAllowCircularReferences(true)
                .run(
                        context -> {
                            context.getBean(Left.class).read();
                            context.getBean(Center.class).left.read();
                            assertThat(calls(context, "backend")).isEqualTo(2);
                        });
        with(Left.class, Center.class)
                .withAllowCircularReferences(true)
                .run(
                        context -> {
                            context.getBean(Center.class).left.read();
                            assertThat(calls(context, "backend")).isOne();
                        });
    }
}
