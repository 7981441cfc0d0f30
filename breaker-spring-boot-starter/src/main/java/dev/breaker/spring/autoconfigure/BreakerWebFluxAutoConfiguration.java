package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.web.CallNotPermittedExceptionHandler;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.DispatcherHandler;

/** Answers rejections that nobody handles, in Spring WebFlux. */
@AutoConfiguration(afterName = BreakerWebFluxAutoConfiguration.ERRORS)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({DispatcherHandler.class, ServerCodecConfigurer.class})
@ConditionalOnBooleanProperty(name = "breaker.web.enabled", matchIfMissing = true)
public final class BreakerWebFluxAutoConfiguration {

    /** Spring Boot's own handling of what nobody handled. */
    static final String ERRORS =
            "org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration";

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(ServerCodecConfigurer.class)
    @Conditional(NobodyElseHandlesAll.class)
    CallNotPermittedExceptionHandler callNotPermittedExceptionHandler(
            ServerCodecConfigurer codecs) {
        return new CallNotPermittedExceptionHandler(codecs);
    }

    /** An application that handles all errors in its own way has its way with rejections too. */
    static final class NobodyElseHandlesAll extends SpringBootCondition
            implements ConfigurationCondition {

        private static final String ALL =
                "org.springframework.boot.webflux.error.ErrorWebExceptionHandler";

        @Override
        public ConfigurationPhase getConfigurationPhase() {
            return ConfigurationPhase.REGISTER_BEAN;
        }

        @Override
        public ConditionOutcome getMatchOutcome(
                ConditionContext context, AnnotatedTypeMetadata metadata) {
            String handler = ofTheApplication(context);
            ConditionMessage.Builder message =
                    ConditionMessage.forCondition("Handler of all errors");
            return handler == null
                    ? ConditionOutcome.match(message.because("none is the application's"))
                    : ConditionOutcome.noMatch(message.foundExactly("bean '" + handler + "'"));
        }

        private static @Nullable String ofTheApplication(ConditionContext context) {
            ConfigurableListableBeanFactory beans = context.getBeanFactory();
            if (beans == null || !ClassUtils.isPresent(ALL, context.getClassLoader())) {
                return null;
            }
            Class<?> all = ClassUtils.resolveClassName(ALL, context.getClassLoader());
            return Arrays.stream(beans.getBeanNamesForType(all, true, false))
                    .filter(name -> !isSpringBoots(name, beans))
                    .findFirst()
                    .orElse(null);
        }

        private static boolean isSpringBoots(String name, ConfigurableListableBeanFactory beans) {
            return beans.containsBeanDefinition(name)
                    && ERRORS.equals(beans.getBeanDefinition(name).getFactoryBeanName());
        }
    }
}
