package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.spring.health.BreakerHealthIndicator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class BreakerHealthAutoConfigurationTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withUserConfiguration(TwoBreakers.class)
                    .withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BreakerHealthAutoConfiguration.class,
                                    HealthContributorAutoConfiguration.class,
                                    HealthContributorRegistryAutoConfiguration.class));

    @Test
    void registersTheComponentCircuitBreakers() {
        runner.run(
                context ->
                        assertThat(
                                        context.getBean(HealthContributorRegistry.class)
                                                .getContributor("circuitBreakers"))
                                .isInstanceOf(BreakerHealthIndicator.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "management.health.circuitbreakers.enabled=false",
                "management.health.defaults.enabled=false"
            })
    void isOffWhereTheApplicationSaysSo(String property) {
        runner.withPropertyValues(property)
                .run(context -> assertThat(context).doesNotHaveBean(BreakerHealthIndicator.class));
    }

    @Test
    void backsOff() {
        HealthIndicator own = () -> Health.up().build();
        runner.withBean("circuitBreakersHealthIndicator", HealthIndicator.class, () -> own)
                .run(context -> assertThat(context).doesNotHaveBean(BreakerHealthIndicator.class));
    }

    @Test
    void applicationWithoutHealthIsProtected() {
        Protection.in(new ApplicationContextRunner())
                .withConfiguration(AutoConfigurations.of(BreakerHealthAutoConfiguration.class))
                .withClassLoader(
                        new FilteredClassLoader(HealthIndicator.class, HealthContributor.class))
                .run(
                        context -> {
                            assertThat(context)
                                    .hasNotFailed()
                                    .doesNotHaveBean("circuitBreakersHealthContributor");
                            Protection.assertWorks(context);
                        });
    }
}
