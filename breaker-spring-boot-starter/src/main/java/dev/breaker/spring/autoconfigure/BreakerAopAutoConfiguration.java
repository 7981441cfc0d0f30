package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.AnnotationCheck;
import dev.breaker.spring.BreakerAdvisor;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.FallbackCounts;
import dev.breaker.spring.StandingPostProcessor;
import dev.breaker.spring.aspectj.AspectWiring;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.IgnoreErrorsBindHandler;
import org.springframework.context.annotation.AdviceMode;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * Makes {@link dev.breaker.annotation.CircuitBreaker} work on Spring beans, with or without the
 * AspectJ weaver and whatever {@code spring.aop.auto} says.
 */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "breaker.enabled", matchIfMissing = true)
@ConditionalOnBean(Breakers.class)
@Import(AutoProxyRegistrar.class)
public final class BreakerAopAutoConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BreakerAdvisor breakerAdvisor(
            ConfigurableListableBeanFactory beans, Environment environment) {
        return new BreakerAdvisor(beans, order(environment), mode(environment));
    }

    /** A wrong value is passed over: it is reported with all else that is wrong below "breaker". */
    private static @Nullable Integer order(Environment environment) {
        return Binder.get(environment)
                .bind("breaker.order", Bindable.of(Integer.class), new IgnoreErrorsBindHandler())
                .orElse(null);
    }

    private static AdviceMode mode(Environment environment) {
        return Binder.get(environment)
                .bind("breaker.mode", Bindable.of(AdviceMode.class), new IgnoreErrorsBindHandler())
                .orElse(AdviceMode.PROXY);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static AnnotationCheck breakerAnnotationCheck(
            ConfigurableListableBeanFactory beans, ObjectProvider<BreakerAdvisor> advisor) {
        return new AnnotationCheck(beans, advisor::getObject);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static StandingPostProcessor breakerStandingPostProcessor() {
        return new StandingPostProcessor();
    }

    @Bean
    @ConditionalOnMissingBean
    FallbackCounts breakerFallbackCounts() {
        return new FallbackCounts();
    }

    /** In one with the advisor, which leaves woven methods to the aspect. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.aspectj.lang.ProceedingJoinPoint")
    static class Weaving {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static AspectWiring breakerAspectWiring(ObjectProvider<BreakerAdvisor> advisor) {
            return new AspectWiring(advisor::getObject);
        }
    }
}
