package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Configured breakers are injected by their names. */
class BreakerBeansTests {

    private static final String BEAN = "breaker.instances.inventory";

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
                    .withPropertyValues(
                            "breaker.configs.default.failure-rate-threshold=11",
                            "breaker.instances.inventory.failure-rate-threshold=22",
                            "breaker.instances.payment=",
                            "breaker.instances[pay.eu/v1].sliding-window-size=5");

    record Constructed(
            @Qualifier("inventory") Breaker inventory, @Qualifier("payment") Breaker payment) {}

    @Test
    void aConstructorGetsThemWithTheirSettings() {
        runner.withBean(Constructed.class)
                .run(
                        context -> {
                            Constructed bean = context.getBean(Constructed.class);
                            assertThat(bean.inventory())
                                    .isSameAs(held(context.getBean(BreakerRegistry.class)));
                            assertThat(bean.inventory().config().failureRateThreshold())
                                    .isEqualTo(22);
                            assertThat(bean.payment().config().failureRateThreshold())
                                    .isEqualTo(11);
                        });
    }

    static class Others {

        @Autowired
        @Qualifier("inventory")
        private Breaker field;

        @Autowired
        @Qualifier("pay.eu/v1")
        private Breaker withDotsAndSlashes;

        @Autowired @Inventory private Breaker byAnnotation;

        private Breaker bySetter;

        @Autowired
        @Qualifier("inventory")
        void set(Breaker breaker) {
            bySetter = breaker;
        }
    }

    @Qualifier("inventory")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Inventory {}

    @Test
    void fieldsAndSettersGetThemWhateverTheirNamesAre() {
        runner.withBean(Others.class)
                .run(
                        context -> {
                            Others bean = context.getBean(Others.class);
                            assertThat(bean.withDotsAndSlashes.name()).isEqualTo("pay.eu/v1");
                            assertThat(List.of(bean.field, bean.bySetter, bean.byAnnotation))
                                    .allSatisfy(
                                            breaker ->
                                                    assertThat(breaker.name())
                                                            .isEqualTo("inventory"));
                        });
    }

    record Provided(
            @Qualifier("inventory") ObjectProvider<Breaker> inventory,
            @Qualifier("nobody") ObjectProvider<Breaker> nobody) {}

    @Test
    void aProviderGivesTheOneThatTheRegistryHoldsNow() {
        runner.withBean(Provided.class)
                .run(
                        context -> {
                            Provided bean = context.getBean(Provided.class);
                            BreakerRegistry registry = context.getBean(BreakerRegistry.class);
                            Breaker first = bean.inventory().getObject();
                            assertThat(first).isSameAs(bean.inventory().getObject());

                            registry.remove("inventory");

                            assertThat(bean.inventory().getObject())
                                    .isNotSameAs(first)
                                    .isSameAs(held(registry))
                                    .satisfies(
                                            again ->
                                                    assertThat(again.config())
                                                            .isEqualTo(first.config()));
                            assertThat(bean.nobody().getIfAvailable()).isNull();
                        });
    }

    @Test
    void areThereAlsoWhereAnnotationsAreSwitchedOff() {
        runner.withPropertyValues("breaker.enabled=false")
                .withBean(Constructed.class)
                .run(context -> assertThat(context).hasSingleBean(Constructed.class));
    }

    @Test
    void areThoseOfTheApplicationsOwnRegistry() {
        BreakerRegistry own = BreakerRegistry.of(BreakerConfig.builder().build());
        runner.withBean("own", BreakerRegistry.class, () -> own)
                .withBean(Constructed.class)
                .run(
                        context ->
                                assertThat(context.getBean(Constructed.class).inventory())
                                        .isSameAs(held(own)));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnBeans {

        static final Breaker OWN = Breaker.of("own", BreakerConfig.builder().build());

        @Bean
        Breaker inventory() {
            return OWN;
        }
    }

    record Unqualified(
            Breaker breaker, Map<String, Breaker> byBeanName, ObjectProvider<Breaker> provider) {}

    @Test
    void giveWayToABeanOfTheApplication() {
        runner.withUserConfiguration(OwnBeans.class)
                .withBean(Constructed.class)
                .run(
                        context -> {
                            assertThat(context.getBean(Constructed.class).inventory())
                                    .isSameAs(OwnBeans.OWN);
                            assertThat(context.getBean(Breaker.class)).isSameAs(OwnBeans.OWN);
                        });
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnWithQualifier {

        @Bean
        @Qualifier("inventory")
        Breaker any() {
            return OwnBeans.OWN;
        }
    }

    @Test
    void giveWayToAQualifierOfTheApplication() {
        runner.withUserConfiguration(OwnWithQualifier.class)
                .withBean(Constructed.class)
                .run(
                        context ->
                                assertThat(context.getBean(Constructed.class).inventory())
                                        .isSameAs(OwnBeans.OWN));
    }

    @Test
    void areNotInjectedWhereNoQualifierAsksForThem() {
        runner.withUserConfiguration(OwnBeans.class)
                .withBean(Unqualified.class)
                .run(
                        context -> {
                            Unqualified bean = context.getBean(Unqualified.class);
                            assertThat(bean.breaker()).isSameAs(OwnBeans.OWN);
                            assertThat(bean.byBeanName()).containsOnlyKeys("inventory");
                            assertThat(bean.provider().stream()).containsExactly(OwnBeans.OWN);
                        });
    }

    static class Bakery {}

    @Test
    void areNotInTheWayOfABeanThatIsCalledAlike() {
        runner.withBean("inventory", Bakery.class)
                .withBean(Constructed.class)
                .run(
                        context -> {
                            assertThat(context.getBean("inventory")).isInstanceOf(Bakery.class);
                            assertThat(context.getBean(Constructed.class).inventory().name())
                                    .isEqualTo("inventory");
                            assertThat(context.getBean(BEAN, Breaker.class).name())
                                    .isEqualTo("inventory");
                        });
    }

    @Test
    void keepOutOfWhatTheApplicationCallsAsTheyWouldBeCalled() {
        runner.withBean(BEAN, Bakery.class)
                .run(context -> assertThat(context.getBean(BEAN)).isInstanceOf(Bakery.class));
    }

    @Test
    void areMadeByNobodyButWhoHasThemInjected() {
        runner.run(
                context -> {
                    assertThat(context.getBeanFactory().containsSingleton(BEAN)).isFalse();
                    assertThat(context.getBeanFactory().isPrototype(BEAN)).isTrue();
                });
    }

    /** A variable can spell neither case nor dashes; so it changes breakers, and names none. */
    @Test
    void areNotNamedByVariables() {
        runner.withInitializer(
                        context ->
                                context.getEnvironment()
                                        .getPropertySources()
                                        .addFirst(
                                                new SystemEnvironmentPropertySource(
                                                        "test-systemEnvironment",
                                                        Map.of(
                                                                "BREAKER_INSTANCES_PAYMENT_SLIDINGWINDOWSIZE",
                                                                "7",
                                                                "BREAKER_INSTANCES_OTHER_SLIDINGWINDOWSIZE",
                                                                "7"))))
                .withBean(Constructed.class)
                .run(
                        context -> {
                            assertThat(context.getBeanNamesForType(Breaker.class))
                                    .containsExactlyInAnyOrder(
                                            BEAN,
                                            "breaker.instances.payment",
                                            "breaker.instances[pay.eu/v1]");
                            assertThat(
                                            context.getBean(Constructed.class)
                                                    .payment()
                                                    .config()
                                                    .slidingWindowSize())
                                    .isEqualTo(7);
                        });
    }

    private static Breaker held(BreakerRegistry registry) {
        return registry.find("inventory").orElseThrow();
    }
}
