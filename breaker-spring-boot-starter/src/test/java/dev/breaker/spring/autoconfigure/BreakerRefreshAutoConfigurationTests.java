package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerReconfiguration;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.TestBreakers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.autoconfigure.ConfigurationPropertiesRebinderAutoConfiguration;
import org.springframework.cloud.autoconfigure.RefreshAutoConfiguration;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.cloud.context.environment.EnvironmentManager;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class BreakerRefreshAutoConfigurationTests {

    private static final String THRESHOLD = "breaker.instances.inventory.failure-rate-threshold";

    private final Map<String, Object> file = new LinkedHashMap<>();
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withInitializer(this::addFile)
                    .withConfiguration(
                            AutoConfigurations.of(
                                    ConfigurationPropertiesAutoConfiguration.class,
                                    ConfigurationPropertiesRebinderAutoConfiguration.class,
                                    RefreshAutoConfiguration.class,
                                    BreakerAutoConfiguration.class,
                                    BreakerRefreshAutoConfiguration.class));

    private void addFile(ConfigurableApplicationContext context) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("file", file));
    }

    @BeforeEach
    void write() {
        file.put(THRESHOLD, "30");
    }

    private static Breaker inventory(ApplicationContext context) {
        return context.getBean(BreakerRegistry.class).breaker("inventory");
    }

    @Test
    void followsTheEnvironmentAndKeepsTheState() {
        runner.run(
                context -> {
                    Breaker inventory = inventory(context);
                    inventory.forceOpen();
                    file.put(THRESHOLD, "60");

                    context.publishEvent(new EnvironmentChangeEvent(context, Set.of(THRESHOLD)));

                    assertThat(inventory(context)).isSameAs(inventory);
                    assertThat(inventory.config().failureRateThreshold()).isEqualTo(60);
                    assertThat(inventory.snapshot().intervention()).isNotNull();
                });
    }

    @Test
    void followsWhatSpringCloudItselfChanges() {
        runner.withBean(EnvironmentManager.class)
                .run(
                        context -> {
                            context.getBean(EnvironmentManager.class).setProperty(THRESHOLD, "70");

                            assertThat(inventory(context).config().failureRateThreshold())
                                    .isEqualTo(70);
                        });
    }

    @Test
    void followsAPlaceholderWhosePropertyIsNoBreakers() {
        file.put(THRESHOLD, "${shop.threshold:30}");
        runner.run(
                context -> {
                    file.put("shop.threshold", "45");

                    context.publishEvent(
                            new EnvironmentChangeEvent(context, Set.of("shop.threshold")));

                    assertThat(inventory(context).config().failureRateThreshold()).isEqualTo(45);
                });
    }

    @Test
    void followsWhatACustomizerReadsFromTheEnvironment() {
        runner.withBean(RateOfTheShop.class)
                .run(
                        context -> {
                            file.put("shop.threshold", "45");

                            context.publishEvent(
                                    new EnvironmentChangeEvent(context, Set.of("shop.threshold")));

                            assertThat(inventory(context).config().failureRateThreshold())
                                    .isEqualTo(45);
                        });
    }

    /** Asks for the rate each time. */
    record RateOfTheShop(Environment environment) implements BreakerConfigCustomizer {
        @Override
        public void customize(String breaker, BreakerConfig.Builder builder) {
            builder.failureRateThreshold(
                    environment.getProperty("shop.threshold", Double.class, 30.0));
        }
    }

    @Test
    void changesNothingWhereSomethingIsWrongAndSaysWhatAndWhere(CapturedOutput output) {
        runner.run(
                context -> {
                    file.put(THRESHOLD, "60");
                    file.put("breaker.instances.inventory.failure-rate-treshold", "70");

                    context.publishEvent(new EnvironmentChangeEvent(context, Set.of(THRESHOLD)));

                    assertThat(inventory(context).config().failureRateThreshold()).isEqualTo(30);
                    assertThat(output)
                            .contains("ERROR")
                            .contains("The breakers keep the settings that they have.")
                            .contains("breaker.instances.inventory.failure-rate-treshold")
                            .contains("Origin: \"breaker.instances.inventory")
                            .contains(
                                    "Did you mean breaker.instances.inventory.failure-rate-threshold?");
                });
    }

    @Test
    void worksWithoutSpringCloudWhereSomebodyAsks() {
        new ApplicationContextRunner()
                .withInitializer(this::addFile)
                .withConfiguration(
                        AutoConfigurations.of(
                                BreakerAutoConfiguration.class,
                                BreakerRefreshAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
                .run(
                        context -> {
                            assertThat(context).doesNotHaveBean(EnvironmentListener.class);
                            file.put(THRESHOLD, "60");

                            assertThat(context.getBean(BreakerReconfiguration.class).refresh())
                                    .containsExactly("inventory");

                            assertThat(inventory(context).config().failureRateThreshold())
                                    .isEqualTo(60);
                        });
    }

    @Test
    void thereIsNoneForBreakersOfAnApplicationsOwn() {
        TestBreakers own = new TestBreakers(BreakerRegistry.of(BreakerConfig.builder().build()));

        runner.withBean(Breakers.class, () -> own)
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(context).doesNotHaveBean(BreakerReconfiguration.class);
                        });
    }
}
