package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerReconfiguration;
import dev.breaker.spring.events.ClosingReport;
import dev.breaker.spring.events.TransitionLog;
import dev.breaker.spring.events.TransitionPublisher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Logs transitions and publishes them as application events, those of every breaker; and says at
 * the end what of an operator's orders is lost.
 */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnBean(BreakerRegistry.class)
public final class BreakerEventsAutoConfiguration {

    @Bean
    @Lazy(false) // nobody asks for it
    @ConditionalOnMissingBean
    TransitionLog breakerTransitionLog(BreakerRegistry registry) {
        TransitionLog log = new TransitionLog();
        log.listenTo(registry);
        return log;
    }

    @Bean
    @Lazy(false) // nobody asks for it
    @ConditionalOnMissingBean
    TransitionPublisher breakerTransitionPublisher(
            BreakerRegistry registry, ApplicationEventPublisher application) {
        TransitionPublisher publisher = new TransitionPublisher(application);
        publisher.listenTo(registry);
        return publisher;
    }

    @Bean
    @Lazy(false) // nobody asks for it
    @ConditionalOnMissingBean
    ClosingReport breakerClosingReport(
            ApplicationContext application,
            BreakerRegistry registry,
            ObjectProvider<BreakerReconfiguration> reconfiguration) {
        return new ClosingReport(application, registry, reconfiguration.getIfAvailable());
    }
}
