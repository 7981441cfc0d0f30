package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.Calls;
import dev.breaker.spring.TestBreakers;
import dev.breaker.spring.autoconfigure.TwoBreakers.CountingTicker;
import dev.breaker.spring.endpoint.BreakerEvents;
import dev.breaker.spring.endpoint.CircuitBreakerEventsEndpoint;
import dev.breaker.spring.endpoint.CircuitBreakersEndpoint;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

class BreakerEndpointAutoConfigurationTests {

    private static final String EXPOSED = "management.endpoints.web.exposure.include=";

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withInitializer( // as an application has it
                            context ->
                                    context.getEnvironment()
                                            .setConversionService(
                                                    new ApplicationConversionService()))
                    .withUserConfiguration(TwoBreakers.class)
                    .withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BreakerEndpointAutoConfiguration.class,
                                    BreakerEventsAutoConfiguration.class));

    private static int clockReadingsOfACall(ApplicationContext context) {
        Breaker breaker = context.getBean(BreakerRegistry.class).breaker("inventory");
        return context.getBean(CountingTicker.class).readingsOf(() -> Calls.succeed(breaker));
    }

    @Test
    void noEndpointIsThereAndNothingIsRecordedUnlessExposed() {
        runner.run(
                context -> {
                    assertThat(context)
                            .doesNotHaveBean(CircuitBreakersEndpoint.class)
                            .doesNotHaveBean(CircuitBreakerEventsEndpoint.class);
                    assertThat(clockReadingsOfACall(context)).isZero();
                });
    }

    @Test
    void endpointOfBreakersCostsASuccessfulCallNoReadingOfTheClock() {
        runner.withPropertyValues(EXPOSED + "circuitbreakers")
                .run(
                        context -> {
                            assertThat(context)
                                    .hasSingleBean(CircuitBreakersEndpoint.class)
                                    .doesNotHaveBean(CircuitBreakerEventsEndpoint.class);
                            assertThat(clockReadingsOfACall(context)).isZero();
                        });
    }

    @Test
    void endpointOfEventsMakesBreakersMeasure() {
        runner.withPropertyValues(EXPOSED + "circuitbreakerevents")
                .run(
                        context -> {
                            assertThat(context)
                                    .hasSingleBean(CircuitBreakerEventsEndpoint.class)
                                    .doesNotHaveBean(CircuitBreakersEndpoint.class);
                            assertThat(clockReadingsOfACall(context)).isEqualTo(2);
                        });
    }

    @Test
    void recordsFromStartUpOnInALazyApplication() {
        runner.withInitializer(
                        context ->
                                context.addBeanFactoryPostProcessor(
                                        new LazyInitializationBeanFactoryPostProcessor()))
                .withPropertyValues(EXPOSED + "circuitbreakerevents")
                .run(context -> assertThat(clockReadingsOfACall(context)).isEqualTo(2));
    }

    @Test
    void accessNoneRemovesAnEndpoint() {
        runner.withPropertyValues(
                        EXPOSED + "*",
                        "management.endpoint.circuitbreakers.access=none",
                        "management.endpoint.circuitbreakerevents.access=none")
                .run(
                        context -> {
                            assertThat(context)
                                    .doesNotHaveBean(CircuitBreakersEndpoint.class)
                                    .doesNotHaveBean(CircuitBreakerEventsEndpoint.class);
                            assertThat(clockReadingsOfACall(context)).isZero();
                        });
    }

    @Test
    void backsOff() {
        runner.withPropertyValues(EXPOSED + "*")
                .withBean(
                        "own",
                        CircuitBreakersEndpoint.class,
                        BreakerEndpointAutoConfigurationTests::endpoint)
                .run(
                        context ->
                                assertThat(context)
                                        .getBeanNames(CircuitBreakersEndpoint.class)
                                        .containsExactly("own"));
    }

    private static CircuitBreakersEndpoint endpoint() {
        BreakerRegistry registry = new TwoBreakers().breakerRegistry(new CountingTicker());
        Breakers breakers = new TestBreakers(registry);
        return new CircuitBreakersEndpoint(
                registry, breakers, new BreakerEvents(registry, breakers, false), false);
    }

    @Test
    void isAbsentWithoutBreakers() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(BreakerEndpointAutoConfiguration.class))
                .withPropertyValues(EXPOSED + "*")
                .run(context -> assertThat(context).doesNotHaveBean(BreakerEvents.class));
    }

    @Test
    void applicationWithoutActuatorIsProtected() {
        Protection.in(runner)
                .withPropertyValues(EXPOSED + "*")
                .withClassLoader(
                        new FilteredClassLoader(
                                Endpoint.class,
                                WebEndpoint.class,
                                ConditionalOnAvailableEndpoint.class))
                .run(
                        context -> {
                            assertThat(context)
                                    .hasNotFailed()
                                    .doesNotHaveBean("circuitBreakersEndpoint")
                                    .doesNotHaveBean("breakerEvents")
                                    .hasBean("breakerTransitionLog");
                            Protection.assertWorks(context);
                        });
    }
}
