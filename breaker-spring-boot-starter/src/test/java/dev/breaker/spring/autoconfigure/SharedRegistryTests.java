package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.InvalidCircuitBreakerException;
import dev.breaker.spring.metrics.BreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A registry that is there before the application is, and afterwards. */
class SharedRegistryTests {

    private final BreakerRegistry shared = BreakerRegistry.of(BreakerConfig.builder().build());
    private final Breaker before = shared.breaker("before");
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final ApplicationContextRunner application =
            Protection.in(
                    new ApplicationContextRunner()
                            .withInitializer(
                                    context ->
                                            context.getEnvironment()
                                                    .setConversionService(
                                                            new ApplicationConversionService()))
                            .withBean(BreakerRegistry.class, () -> shared)
                            .withConfiguration(
                                    AutoConfigurations.of(
                                            BreakerEventsAutoConfiguration.class,
                                            BreakerEndpointAutoConfiguration.class,
                                            BreakerMetricsAutoConfiguration.class))
                            .withPropertyValues("management.endpoints.web.exposure.include=*"));

    private List<Object> consumers() {
        List<Object> consumers = new ArrayList<>();
        assertThat(shared).extracting("welcomers", LIST).satisfies(consumers::addAll);
        assertThat(shared).extracting("mourners", LIST).satisfies(consumers::addAll);
        return consumers;
    }

    private void use() {
        application.run(
                context -> {
                    context.getBean(BreakerMetrics.class).bindTo(meters);
                    Protection.assertWorks(context);
                    assertThat(consumers()).isNotEmpty();
                    assertThat(meters.getMeters()).isNotEmpty();
                });
    }

    @Test
    void holdsNothingOfAClosedApplication() {
        use();

        assertThat(consumers()).isEmpty();
    }

    @Test
    void itsBreakersAreNotListenedToByAClosedApplication() {
        use();

        for (Breaker breaker : shared.all()) {
            assertThat(breaker).extracting("circuit.listeners.all", LIST).isEmpty();
            assertThat(breaker).extracting("circuit.listeners.ofOutcomes", LIST).isEmpty();
        }
        assertThat(shared.all()).contains(before).hasSizeGreaterThan(1);
    }

    @Test
    void hasNoMetersOfAClosedApplication() {
        use();

        assertThat(meters.getMeters()).isEmpty();
    }

    public static class Wrong {

        @CircuitBreaker(name = "wrong", fallbackMethod = "missing")
        public void run() {}
    }

    /** One that fails as late as it can. */
    @Test
    void holdsNothingOfAFailedStart() {
        application
                .withBean(Wrong.class)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .isInstanceOf(InvalidCircuitBreakerException.class));

        assertThat(consumers()).isEmpty();
    }

    @Test
    void canBeUsedByTheNextApplication() {
        use();
        shared.remove("protected");
        use();
    }
}
