package dev.breaker.spring.autoconfigure;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import java.util.List;
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
                    .forEach((name, settings) -> put(registry, beanName, name, settings.config()));
        }
        return bean;
    }

    private static void put(
            BreakerRegistry registry, String beanName, String name, BreakerConfig config) {
        Breaker breaker = registry.find(name).orElseGet(() -> registry.breaker(name, config));
        if (!breaker.config().equals(config)) {
            throw new InvalidBreakerConfigurationException(
                    List.of(
                            new Problem(
                                    List.of(),
                                    "The bean %s has breaker '%s' already, with other settings than %s."
                                            .formatted(
                                                    beanName,
                                                    name,
                                                    Keys.join(Keys.PREFIX, Keys.INSTANCES, name)),
                                    "Give the breaker its settings in one place only.")));
        }
    }
}
