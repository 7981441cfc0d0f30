package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.web.CallNotPermittedExceptionResolver;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Answers rejections that nobody handles, in Spring MVC. */
@AutoConfiguration(
        afterName = "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnBean(name = BreakerWebAutoConfiguration.ADAPTER)
@ConditionalOnBooleanProperty(name = "breaker.web.enabled", matchIfMissing = true)
public final class BreakerWebAutoConfiguration {

    /** Spring MVC's own; libraries bring others. */
    static final String ADAPTER = "requestMappingHandlerAdapter";

    @Bean
    @ConditionalOnMissingBean
    CallNotPermittedExceptionResolver callNotPermittedExceptionResolver(
            @Qualifier(ADAPTER) RequestMappingHandlerAdapter adapter) {
        return new CallNotPermittedExceptionResolver(adapter::getMessageConverters);
    }
}
