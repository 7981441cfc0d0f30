package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.FallbackCounts;
import dev.breaker.spring.cloud.BreakerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JAutoConfiguration;
import org.springframework.cloud.client.circuitbreaker.CircuitBreakerFactory;
import org.springframework.cloud.client.circuitbreaker.Customizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@ExtendWith(OutputCaptureExtension.class)
class BreakerCloudAutoConfigurationTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    ConfigurationPropertiesAutoConfiguration.class,
                                    BreakerAutoConfiguration.class,
                                    BreakerAopAutoConfiguration.class,
                                    BreakerCloudAutoConfiguration.class));

    private static BreakerConfig created(ApplicationContext context, String id, String group) {
        context.getBean(CircuitBreakerFactory.class).create(id, group);
        return context.getBean(BreakerRegistry.class).find(id).map(Breaker::config).orElseThrow();
    }

    @Test
    void givesOutTheBreakersOfTheRegistry() {
        runner.withPropertyValues("breaker.instances.inventory.sliding-window-size=5")
                .run(
                        context -> {
                            assertThat(context).hasSingleBean(CircuitBreakerFactory.class);
                            CircuitBreakerFactory<?, ?> factory =
                                    context.getBean(CircuitBreakerFactory.class);

                            factory.create("inventory").run(() -> "12");

                            Breaker breaker =
                                    context.getBean(BreakerRegistry.class)
                                            .find("inventory")
                                            .orElseThrow();
                            assertThat(breaker.snapshot().totalSuccessfulCalls()).isOne();
                            assertThat(breaker.config().slidingWindowSize()).isEqualTo(5);
                        });
    }

    @Configuration(proxyBeanMethods = false)
    static class InCode {

        @Bean
        @Order(2)
        Customizer<BreakerFactory> second() {
            return factory ->
                    factory.configure(
                            builder ->
                                    builder.settings(settings -> settings.slidingWindowSize(200)),
                            "code",
                            "configured");
        }

        @Bean
        @Order(1)
        Customizer<BreakerFactory> first() {
            return factory -> {
                factory.configureDefault(
                        id ->
                                factory.configBuilder(id)
                                        .settings(settings -> settings.slidingWindowSize(400))
                                        .build());
                factory.configure(
                        builder -> builder.settings(settings -> settings.slidingWindowSize(201)),
                        "code");
            };
        }
    }

    @Test
    void theNearestSettingsApply(CapturedOutput output) {
        runner.withUserConfiguration(InCode.class)
                .withPropertyValues(
                        "breaker.configs.default.sliding-window-size=100",
                        "breaker.configs.group.sliding-window-size=300",
                        "breaker.instances.configured.sliding-window-size=150")
                .run(
                        context -> {
                            assertThat(created(context, "configured", "group").slidingWindowSize())
                                    .isEqualTo(150);
                            assertThat(created(context, "code", "group").slidingWindowSize())
                                    .isEqualTo(200);
                            assertThat(created(context, "grouped", "group").slidingWindowSize())
                                    .isEqualTo(300);
                            assertThat(created(context, "other", "unknown").slidingWindowSize())
                                    .isEqualTo(400);
                        });
        assertThat(output)
                .contains(
                        "Breaker 'configured' keeps the settings that it has from breaker.instances; those given to the factory in code have no effect.");
    }

    @Test
    void withoutCodeAllOthersHaveTheBaseOfAll() {
        runner.withPropertyValues("breaker.configs.default.sliding-window-size=100")
                .run(
                        context ->
                                assertThat(created(context, "any", "any").slidingWindowSize())
                                        .isEqualTo(100));
    }

    @Test
    void aConfiguredBreakerThatWasRemovedComesBackAsConfigured() {
        runner.withPropertyValues("breaker.instances.inventory.sliding-window-size=5")
                .run(
                        context -> {
                            context.getBean(BreakerRegistry.class).remove("inventory");

                            assertThat(created(context, "inventory", "any").slidingWindowSize())
                                    .isEqualTo(5);
                        });
    }

    @Test
    void countsFallbacksWhereMetersLookForThem() {
        runner.run(
                context -> {
                    context.getBean(CircuitBreakerFactory.class)
                            .create("any")
                            .run(
                                    () -> {
                                        throw new IllegalStateException();
                                    },
                                    why -> "fallback");

                    assertThat(context.getBean(FallbackCounts.class).of("any").sum()).isOne();
                });
    }

    @Test
    void worksWithAnnotationsSwitchedOff() {
        runner.withPropertyValues("breaker.enabled=false")
                .run(context -> assertThat(context).hasSingleBean(BreakerFactory.class));
    }

    @Test
    void backsOffFromTheApplicationsOwn() {
        runner.withBean(Resilience4JAutoConfiguration.Other.class)
                .run(
                        context ->
                                assertThat(context)
                                        .hasSingleBean(CircuitBreakerFactory.class)
                                        .doesNotHaveBean(BreakerFactory.class));
    }

    /** Else the starter would take over the calls of who has it for its annotation. */
    @Test
    void leavesAnApplicationWithAnotherImplementationToIt() {
        runner.withConfiguration(AutoConfigurations.of(Resilience4JAutoConfiguration.class))
                .run(
                        context ->
                                assertThat(context)
                                        .hasSingleBean(CircuitBreakerFactory.class)
                                        .hasSingleBean(Resilience4JAutoConfiguration.Other.class));
    }

    @Test
    void canBeSwitchedOff() {
        runner.withPropertyValues("breaker.cloud.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(CircuitBreakerFactory.class));
    }

    @Test
    void boundsTheNumberOfIdsByASetting() {
        runner.withPropertyValues("breaker.cloud.max-breakers=0", "breaker.instances.known=")
                .run(
                        context -> {
                            created(context, "known", "any");
                            assertThat(catchThrowable(() -> created(context, "other", "any")))
                                    .hasMessageContaining("'other' is not made: 0 were made");
                        });
    }

    @Test
    void isNotThereWithoutSpringCloud() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .hasSingleBean(BreakerRegistry.class)
                                        .doesNotHaveBean("breakerCircuitBreakerFactory"));
    }
}
