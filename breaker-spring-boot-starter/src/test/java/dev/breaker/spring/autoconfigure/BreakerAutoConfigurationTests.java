package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.State;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.FallbackOn;
import dev.breaker.spring.StarterSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class BreakerAutoConfigurationTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class));

    private static BreakerConfig configOf(BreakerRegistry registry, String name) {
        return registry.find(name).map(Breaker::config).orElseThrow();
    }

    @Nested
    class Registry {

        @Test
        void hasTheConfiguredBreakersFromStartUpOn() {
            runner.withPropertyValues(
                            "breaker.instances.inventory.failure-rate-threshold=20",
                            "breaker.instances.payment.sliding-window-size=5")
                    .run(
                            context ->
                                    assertThat(context.getBean(BreakerRegistry.class).all())
                                            .extracting(Breaker::name)
                                            .containsExactly("inventory", "payment"));
        }

        @Test
        void isEmptyWithoutConfiguration() {
            runner.run(
                    context -> {
                        BreakerRegistry registry = context.getBean(BreakerRegistry.class);
                        assertThat(registry.all()).isEmpty();
                        assertThat(registry.defaults()).isEqualTo(Defaults.engine().build());
                    });
        }

        @Test
        void givesConfiguredSettingsToWhomeverAsksFirst() {
            runner.withUserConfiguration(AsksEarly.class)
                    .withPropertyValues("breaker.instances.early.consecutive-failures-threshold=4")
                    .run(
                            context ->
                                    assertThat(
                                                    context.getBean(Breaker.class)
                                                            .config()
                                                            .consecutiveFailuresThreshold())
                                            .isEqualTo(4));
        }

        @Test
        void givesTheSettingsOfTheBaseOfAllToOtherNames() {
            runner.withPropertyValues("breaker.configs.default.failure-rate-threshold=33")
                    .run(
                            context ->
                                    assertThat(
                                                    context.getBean(BreakerRegistry.class)
                                                            .breaker("other")
                                                            .config()
                                                            .failureRateThreshold())
                                            .isEqualTo(33));
        }

        @Test
        void ofTheApplicationItselfGetsTheConfiguredBreakers() {
            runner.withUserConfiguration(OwnRegistry.class, AsksEarly.class)
                    .withPropertyValues("breaker.instances.early.failure-rate-threshold=7")
                    .run(
                            context -> {
                                assertThat(context).hasSingleBean(BreakerRegistry.class);
                                BreakerRegistry registry = context.getBean(BreakerRegistry.class);
                                assertThat(registry.defaults().failureRateThreshold()).isEqualTo(1);
                                assertThat(configOf(registry, "early").failureRateThreshold())
                                        .isEqualTo(7);
                                assertThat(context.getBean(Breakers.class).breaker("early", ""))
                                        .isSameAs(context.getBean(Breaker.class));
                            });
        }

        @Test
        void thatHasABreakerWithOtherSettingsThanConfiguredIsRefused() {
            runner.withBean(
                            "own",
                            BreakerRegistry.class,
                            () -> {
                                BreakerRegistry registry =
                                        BreakerRegistry.of(BreakerConfig.builder().build());
                                registry.breaker("x");
                                return registry;
                            })
                    .withPropertyValues("breaker.instances.x.sliding-window-size=5")
                    .run(
                            context ->
                                    assertThat(context)
                                            .getFailure()
                                            .hasStackTraceContaining(
                                                    "The bean own has breaker 'x' already, with other"
                                                            + " settings than breaker.instances.x."));
        }

        @Test
        void saysWhichNameItRefuses() {
            runner.withPropertyValues("breaker.instances[ ].sliding-window-size=5")
                    .run(
                            context ->
                                    assertThat(context)
                                            .getFailure()
                                            .rootCause()
                                            .hasMessageContaining(
                                                    "Property: breaker.instances[ ].sliding-window-size")
                                            .hasMessageContaining("is blank"));
        }

        @Test
        void isThereThoughAnnotationsAreSwitchedOff() {
            runner.withPropertyValues(
                            "breaker.enabled=false",
                            "breaker.instances.inventory.initial-state=OPEN")
                    .run(
                            context -> {
                                assertThat(context).hasSingleBean(Breakers.class);
                                assertThat(context.getBean(BreakerRegistry.class).all())
                                        .extracting(Breaker::state)
                                        .containsExactly(State.OPEN);
                            });
        }

        @Test
        void isThereAlthoughBeansAreLazy() {
            runner.withInitializer(
                            context ->
                                    context.addBeanFactoryPostProcessor(
                                            new LazyInitializationBeanFactoryPostProcessor()))
                    .withPropertyValues("breaker.instances.inventory.sliding-window-size=5")
                    .run(
                            context ->
                                    assertThat(
                                                    context.getBeanFactory()
                                                            .containsSingleton("breakerRegistry"))
                                            .isTrue());
        }
    }

    @Nested
    class Names {

        @Test
        void areTakenAsTheyAreWritten() {
            runner.withPropertyValues(
                            "breaker.instances.payment-service.sliding-window-size=1",
                            "breaker.instances.camelCase.sliding-window-size=2",
                            "breaker.instances[a.b/c#d(int)].sliding-window-size=3")
                    .run(
                            context -> {
                                BreakerRegistry registry = context.getBean(BreakerRegistry.class);
                                assertThat(registry.all())
                                        .extracting(Breaker::name)
                                        .containsExactly(
                                                "a.b/c#d(int)", "camelCase", "payment-service");
                                assertThat(configOf(registry, "a.b/c#d(int)").slidingWindowSize())
                                        .isEqualTo(3);
                            });
        }

        @Test
        void mayStandWithoutSettings() {
            runner.withPropertyValues("breaker.instances.inventory=")
                    .run(
                            context ->
                                    assertThat(
                                                    configOf(
                                                            context.getBean(BreakerRegistry.class),
                                                            "inventory"))
                                            .isEqualTo(Defaults.engine().build()));
        }
    }

    @Nested
    class EnvironmentVariables {

        private ApplicationContextRunner with(Map<String, Object> variables) {
            return runner.withInitializer(
                    context ->
                            context.getEnvironment()
                                    .getPropertySources()
                                    .addFirst(
                                            new SystemEnvironmentPropertySource(
                                                    "systemEnvironment", variables)));
        }

        @Test
        void changeABreakerAndMakeNoPhantom() {
            with(Map.of("BREAKER_INSTANCES_PAYMENTSERVICE_FAILURERATETHRESHOLD", "9"))
                    .withPropertyValues("breaker.instances.payment-service.sliding-window-size=5")
                    .run(
                            context -> {
                                BreakerRegistry registry = context.getBean(BreakerRegistry.class);
                                assertThat(registry.all())
                                        .extracting(Breaker::name)
                                        .containsExactly("payment-service");
                                BreakerConfig config = configOf(registry, "payment-service");
                                assertThat(config.failureRateThreshold()).isEqualTo(9);
                                assertThat(config.slidingWindowSize()).isEqualTo(5);
                                assertThat(context.getBean(Breakers.class).configuredNames())
                                        .containsExactly("payment-service");
                            });
        }

        @Test
        void changeABreakerThatOnlyAnAnnotationNames() {
            with(Map.of("BREAKER_INSTANCES_PAYMENTSERVICE_FAILURERATETHRESHOLD", "9"))
                    .run(
                            context -> {
                                BreakerRegistry registry = context.getBean(BreakerRegistry.class);
                                assertThat(registry.all()).isEmpty();
                                Breaker breaker =
                                        context.getBean(Breakers.class)
                                                .breaker("paymentService", "");
                                assertThat(breaker.config().failureRateThreshold()).isEqualTo(9);
                            });
        }

        @Test
        void areBlamedThemselvesWhereTheyContradictTheBaseOfAnAnnotation() {
            with(Map.of("BREAKER_INSTANCES_PAYMENTSERVICE_MINIMUMNUMBEROFCALLS", "9"))
                    .withBean(BreakerConfigCustomizer.class, () -> (name, builder) -> {})
                    .withPropertyValues(
                            "breaker.configs.short.sliding-window-type=COUNT_BASED",
                            "breaker.configs.short.sliding-window-size=5")
                    .run(
                            context -> {
                                Breakers breakers = context.getBean(Breakers.class);
                                assertThatThrownBy(
                                                () -> breakers.breaker("payment-service", "short"))
                                        .isInstanceOf(InvalidBreakerConfigurationException.class)
                                        .hasMessageContaining(
                                                "Origin: \"BREAKER_INSTANCES_PAYMENTSERVICE_MINIMUMNUMBEROFCALLS\"")
                                        .hasMessageContaining(
                                                "Property: breaker.configs.short.sliding-window-size")
                                        .hasMessageContaining("Change one of these values.")
                                        .message()
                                        .doesNotContain("ustomizer");
                            });
        }

        @Test
        void changeBases() {
            with(Map.of(
                            "BREAKER_CONFIGS_DEFAULT_FAILURERATETHRESHOLD", "9",
                            "BREAKER_CONFIGS_SLOWBACKEND_SLIDINGWINDOWSIZE", "8"))
                    .withPropertyValues(
                            "breaker.configs.slow-backend.minimum-number-of-calls=3",
                            "breaker.instances.x.base-config=slow-backend")
                    .run(
                            context -> {
                                BreakerConfig config =
                                        configOf(context.getBean(BreakerRegistry.class), "x");
                                assertThat(config.failureRateThreshold()).isEqualTo(9);
                                assertThat(config.slidingWindowSize()).isEqualTo(8);
                                assertThat(config.minimumNumberOfCalls()).isEqualTo(3);
                            });
        }

        @Test
        void ofOtherPurposesAreNoConcernOfOurs() {
            with(Map.of(
                            "BREAKER_PORT", "tcp://10.0.0.1:80",
                            "BREAKER_SERVICE_HOST", "10.0.0.1",
                            "BREAKER_INSTANCES_SERVICE_HOST", "10.0.0.1"))
                    .run(
                            context -> {
                                assertThat(context).hasNotFailed();
                                assertThat(context.getBean(BreakerRegistry.class).all()).isEmpty();
                            });
        }
    }

    @Nested
    class Predicates {

        @Test
        void canBeBeans() {
            runner.withUserConfiguration(PredicateBeans.class)
                    .withPropertyValues(
                            "breaker.instances.x.record-failure-predicate=onlyTimeouts",
                            "breaker.instances.x.minimum-number-of-calls=1")
                    .run(
                            context ->
                                    assertThat(
                                                    configOf(
                                                                    context.getBean(
                                                                            BreakerRegistry.class),
                                                                    "x")
                                                            .recordFailurePredicate())
                                            .isSameAs(context.getBean("onlyTimeouts")));
        }

        @Test
        void canBeClassesWithDependencies() {
            runner.withUserConfiguration(PredicateBeans.class)
                    .withPropertyValues(
                            "breaker.configs.default.record-result-predicate="
                                    + EmptyText.class.getName(),
                            "breaker.instances.x.sliding-window-size=5",
                            "breaker.instances.y.sliding-window-size=5")
                    .run(
                            context -> {
                                BreakerRegistry registry = context.getBean(BreakerRegistry.class);
                                assertThat(configOf(registry, "x").recordResult())
                                        .accepts("empty")
                                        .rejects("full");
                                assertThat(configOf(registry, "x"))
                                        .isEqualTo(configOf(registry, "y"));
                            });
        }
    }

    @Nested
    class Customizers {

        @Test
        void areAppliedInTheirOrderAfterTheConfiguration() {
            runner.withUserConfiguration(CustomizerBeans.class)
                    .withPropertyValues("breaker.instances.x.sliding-window-size=5")
                    .run(
                            context -> {
                                BreakerConfig config =
                                        configOf(context.getBean(BreakerRegistry.class), "x");
                                assertThat(config.slidingWindowSize()).isEqualTo(5);
                                assertThat(config.failureRateThreshold()).isEqualTo(22);
                                assertThat(config.tripWhen()).isNotNull();
                                assertThat(
                                                context.getBean(Breakers.class)
                                                        .breaker("annotated", "")
                                                        .config()
                                                        .failureRateThreshold())
                                        .isEqualTo(22);
                            });
        }
    }

    @Test
    void exceptionsAreClassesAndListsReplaceAsAWhole() {
        runner.withPropertyValues(
                        "breaker.configs.default.record-exceptions[0]=java.io.IOException",
                        "breaker.configs.default.record-exceptions[1]=java.lang.IllegalStateException",
                        "breaker.instances.own.record-exceptions=java.util.concurrent.TimeoutException",
                        "breaker.instances.all.record-exceptions=",
                        "breaker.instances.inherited.sliding-window-size=5")
                .run(
                        context -> {
                            BreakerRegistry registry = context.getBean(BreakerRegistry.class);
                            assertThat(configOf(registry, "own").recordExceptions())
                                    .isEqualTo(List.of(TimeoutException.class));
                            assertThat(configOf(registry, "all").recordExceptions()).isEmpty();
                            assertThat(configOf(registry, "inherited").recordExceptions())
                                    .isEqualTo(
                                            List.of(
                                                    IOException.class,
                                                    IllegalStateException.class));
                        });
    }

    @Test
    void aDurationWithoutUnitIsInMilliseconds() {
        runner.withPropertyValues("breaker.instances.x.wait-duration-in-open-state=1500")
                .run(
                        context ->
                                assertThat(
                                                configOf(
                                                                context.getBean(
                                                                        BreakerRegistry.class),
                                                                "x")
                                                        .waitDurationInOpenState())
                                        .isEqualTo(Duration.ofMillis(1500)));
    }

    @Test
    void aConfiguredBreakerTrips() {
        runner.withPropertyValues("breaker.instances.x.consecutive-failures-threshold=1")
                .run(
                        context -> {
                            Breaker breaker = context.getBean(BreakerRegistry.class).breaker("x");
                            breaker.acquire().failed(new IOException());
                            assertThat(breaker.tryAcquire()).isNull();
                            assertThat(breaker.state()).isEqualTo(State.OPEN);
                        });
    }

    @Test
    void settingsOfTheStarterAreInheritedToo() {
        runner.withPropertyValues(
                        "breaker.configs.default.event-consumer-buffer-size=3",
                        "breaker.configs.quiet.register-health-indicator=false",
                        "breaker.instances.x.base-config=quiet",
                        "breaker.instances.x.fallback-on=any")
                .run(
                        context -> {
                            Breakers breakers = context.getBean(Breakers.class);
                            assertThat(breakers.settings("x"))
                                    .isEqualTo(
                                            new StarterSettings(FallbackOn.ANY, 3, false, false));
                            assertThat(breakers.settings("unknown"))
                                    .isEqualTo(
                                            new StarterSettings(
                                                    FallbackOn.FAILURE, 3, true, false));
                            breakers.breaker("annotated", "quiet");
                            assertThat(breakers.settings("annotated"))
                                    .isEqualTo(
                                            new StarterSettings(
                                                    FallbackOn.FAILURE, 3, false, false));
                        });
    }

    @Test
    void propertiesAreShownByActuatorAsTheyAreWritten() {
        runner.withUserConfiguration(Binding.class)
                .withPropertyValues("breaker.order=5", "breaker.instances.x.sliding-window-size=17")
                .run(
                        context -> {
                            BreakerProperties properties = context.getBean(BreakerProperties.class);
                            assertThat(properties.getOrder()).isEqualTo(5);
                            assertThat(properties.getInstances().get("x").getSlidingWindowSize())
                                    .isEqualTo(17);
                        });
    }

    /** YAML's {@code x: {}} is an empty property. */
    @Test
    void breakerWithoutSettingsOfItsOwnNeedsOnlyItsName() {
        runner.withUserConfiguration(Binding.class)
                .withPropertyValues("breaker.instances.x=")
                .run(
                        context ->
                                assertThat(context.getBean(BreakerRegistry.class).find("x"))
                                        .isPresent());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties
    static class Binding {}

    @Configuration(proxyBeanMethods = false)
    static class AsksEarly {

        @Bean
        Breaker early(BreakerRegistry registry) {
            return registry.breaker("early");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnRegistry {

        @Bean
        BreakerRegistry ownRegistry() {
            return BreakerRegistry.of(BreakerConfig.builder().failureRateThreshold(1).build());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class PredicateBeans {

        @Bean
        Predicate<Throwable> onlyTimeouts() {
            return TimeoutException.class::isInstance;
        }

        @Bean
        String empty() {
            return "empty";
        }
    }

    static final class EmptyText implements Predicate<Object> {

        private final String empty;

        EmptyText(String empty) {
            this.empty = empty;
        }

        @Override
        public boolean test(Object text) {
            return empty.equals(text);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class CustomizerBeans {

        @Bean
        @Order(2)
        BreakerConfigCustomizer last() {
            return (name, builder) -> builder.failureRateThreshold(22);
        }

        @Bean
        @Order(1)
        BreakerConfigCustomizer first() {
            return (name, builder) ->
                    builder.failureRateThreshold(11).tripWhen(snapshot -> snapshot.slowCalls() > 3);
        }
    }
}
