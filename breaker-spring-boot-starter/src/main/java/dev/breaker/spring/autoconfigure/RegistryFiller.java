package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Puts the configured breakers into a registry before anybody can ask it for one of them, so that
 * they have their settings whoever asks first; into a registry of the application's own, too.
 */
final class RegistryFiller implements BeanPostProcessor {

    private final ObjectProvider<BreakerConfigs> configs;

    RegistryFiller(ObjectProvider<BreakerConfigs> configs) {
        this.configs = configs;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof BreakerRegistry registry) {
            configs.getObject()
                    .instances()
                    .forEach((name, settings) -> registry.breaker(name, settings.config()));
        }
        return bean;
    }
}
