package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.BreakerReconfiguration;
import dev.breaker.spring.Breakers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads the configuration and makes the breakers that it names. They are there as soon as the
 * registry is, even with {@code breaker.enabled=false}: that switches off the annotations, and not
 * the breakers that code asks the registry for.
 */
@AutoConfiguration
@Import(BreakerBeans.class)
public final class BreakerAutoConfiguration {

    @Bean
    ConfigurationReader breakerConfigurationReader(
            ConfigurableEnvironment environment, ConfigurableListableBeanFactory beans) {
        return new ConfigurationReader(environment, beans);
    }

    @Bean
    BreakerConfigs breakerConfigs(
            ConfigurationReader reader, ObjectProvider<BreakerConfigCustomizer> customizers) {
        return reader.read(customizers.orderedStream().toList());
    }

    /** Bound by Spring Boot after the check, for {@code /actuator/configprops}. */
    @Bean
    BreakerProperties breakerProperties(BreakerConfigs checked) {
        return new BreakerProperties();
    }

    @Bean
    @ConditionalOnMissingBean
    BreakerRegistry breakerRegistry(BreakerConfigs configs) {
        return BreakerRegistry.of(configs.defaults());
    }

    @Bean
    @ConditionalOnMissingBean(Breakers.class)
    ConfiguredBreakers breakers(BreakerConfigs configs, BreakerRegistry registry) {
        return new ConfiguredBreakers(configs, registry);
    }

    @Bean
    @ConditionalOnMissingBean
    BreakerFamilies breakerFamilies(BreakerRegistry registry, Breakers breakers) {
        return new BreakerFamilies(registry, breakers);
    }

    @Bean
    @ConditionalOnMissingBean(BreakerReconfiguration.class)
    @ConditionalOnBean(ConfiguredBreakers.class)
    Reconfiguration breakerReconfiguration(
            ConfigurationReader reader,
            ObjectProvider<BreakerConfigCustomizer> customizers,
            ConfiguredBreakers breakers,
            BreakerRegistry registry,
            BreakerFamilies families) {
        return new Reconfiguration(
                () -> reader.read(customizers.orderedStream().toList()),
                reader.settings(),
                breakers,
                registry,
                families);
    }

    @Bean
    static RegistryFiller breakerRegistryFiller(ObjectProvider<BreakerConfigs> configs) {
        return new RegistryFiller(configs);
    }

    /** A wrong configuration stops the start, and breakers are there from it on: also if lazy. */
    @Bean
    static LazyInitializationExcludeFilter breakersAreNotLazy() {
        return LazyInitializationExcludeFilter.forBeanTypes(
                BreakerConfigs.class, BreakerRegistry.class);
    }
}
