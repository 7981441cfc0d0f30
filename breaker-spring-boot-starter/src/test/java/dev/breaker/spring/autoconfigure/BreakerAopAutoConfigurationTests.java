package dev.breaker.spring.autoconfigure;

import static dev.breaker.spring.AnnotatedApplication.calls;
import static dev.breaker.spring.AnnotatedApplication.with;
import static dev.breaker.spring.AnnotatedApplication.withoutBreakers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerRegistry;
import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.AnnotationCheck;
import dev.breaker.spring.BreakerAdvisor;
import dev.breaker.spring.FallbackCounts;
import java.util.function.Supplier;
import org.aspectj.weaver.Advice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.aop.framework.autoproxy.InfrastructureAdvisorAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The annotation works however Spring AOP is set up, and costs nothing where it is off. */
@ExtendWith(OutputCaptureExtension.class)
class BreakerAopAutoConfigurationTests {

    public static class Client implements Supplier<String> {

        @Override
        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public String get() {
            throw new IllegalStateException("down");
        }

        private String instead(Exception thrown) {
            return "fallback";
        }
    }

    @Test
    void aBeanIsProtected() {
        assertProtected(with(Client.class));
    }

    @Test
    void withoutTheAspectJWeaver() {
        ApplicationContextRunner application =
                with(Client.class)
                        .withClassLoader(new FilteredClassLoader(Advice.class.getPackageName()));
        assertProtected(application);
        application.run(
                context ->
                        assertThat(context.getBean(AopConfigUtils.AUTO_PROXY_CREATOR_BEAN_NAME))
                                .isExactlyInstanceOf(InfrastructureAdvisorAutoProxyCreator.class));
    }

    @Test
    void withSpringAopAutoSwitchedOff() {
        assertProtected(with(Client.class).withPropertyValues("spring.aop.auto=false"));
    }

    @Test
    void withoutTheWeaverWithInterfaceProxies() {
        assertProtected(
                with(Client.class)
                        .withClassLoader(new FilteredClassLoader(Advice.class.getPackageName()))
                        .withPropertyValues("spring.aop.proxy-target-class=false"));
    }

    private static void assertProtected(ApplicationContextRunner application) {
        application.run(
                context -> {
                    assertThat(context.getBean(Supplier.class).get()).isEqualTo("fallback");
                    assertThat(calls(context, "backend")).isOne();
                });
    }

    @Test
    void proxiesExtendTheClassUnlessToldOtherwise() {
        for (String auto : new String[] {"true", "false"}) {
            ApplicationContextRunner application =
                    with(Client.class).withPropertyValues("spring.aop.auto=" + auto);
            application.run(
                    context ->
                            assertThat(AopUtils.isCglibProxy(context.getBean(Client.class)))
                                    .isTrue());
            application
                    .withPropertyValues("spring.aop.proxy-target-class=false")
                    .run(
                            context ->
                                    assertThat(
                                                    AopUtils.isJdkDynamicProxy(
                                                            context.getBean(Supplier.class)))
                                            .isTrue());
        }
    }

    @Test
    void nothingIsProxiedWhereItIsDisabled() {
        with(Client.class)
                .withPropertyValues("breaker.enabled=false")
                .run(
                        context -> {
                            assertThat(AopUtils.isAopProxy(context.getBean(Client.class)))
                                    .isFalse();
                            assertThat(context)
                                    .doesNotHaveBean(BreakerAdvisor.class)
                                    .doesNotHaveBean(AnnotationCheck.class);
                        });
    }

    @Test
    void nothingIsDoneWithoutBreakers() {
        withoutBreakers()
                .withBean(Client.class)
                .run(context -> assertThat(context).doesNotHaveBean(BreakerAdvisor.class));
    }

    @Test
    void itWorksWithTheBreakersOfTheConfiguration() {
        withoutBreakers()
                .withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
                .withBean(Client.class)
                .run(
                        context -> {
                            assertThat(context.getBean(BreakerRegistry.class).find("backend"))
                                    .isPresent();
                            assertThat(context.getBean(Client.class).get()).isEqualTo("fallback");
                            assertThat(context.getBean(FallbackCounts.class).of("backend").sum())
                                    .isOne();
                        });
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnCounts {

        @Bean
        FallbackCounts mine() {
            return new FallbackCounts();
        }
    }

    @Test
    void theApplicationMayHaveFallbackCountsOfItsOwn() {
        with(Client.class, OwnCounts.class)
                .run(
                        context -> {
                            context.getBean(Client.class).get();
                            assertThat(context.getBean("mine", FallbackCounts.class))
                                    .extracting(counts -> counts.of("backend").sum())
                                    .isEqualTo(1L);
                        });
    }

    @Test
    void theOrderIsOutsideTransactionsUnlessConfigured() {
        with().run(
                        context ->
                                assertThat(context.getBean(BreakerAdvisor.class).getOrder())
                                        .isEqualTo(Ordered.LOWEST_PRECEDENCE - 10));
        with().withPropertyValues("breaker.order=7")
                .run(
                        context ->
                                assertThat(context.getBean(BreakerAdvisor.class).getOrder())
                                        .isEqualTo(7));
    }

    @Test
    void anOrderThatIsNoNumberIsReportedWithItsKey() {
        withoutBreakers()
                .withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
                .withPropertyValues("breaker.order=first")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .hasStackTraceContaining("breaker.order")
                                        .hasStackTraceContaining("first"));
    }

    /** "Bean is not eligible for getting processed by all BeanPostProcessors". */
    @Test
    void noBeanIsMadeTooEarly(CapturedOutput output) {
        withoutBreakers()
                .withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
                .withBean(Client.class)
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("WARN").doesNotContain("not eligible");
    }
}
