package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.Calls;
import dev.breaker.spring.FallbackCounts;
import dev.breaker.spring.autoconfigure.TwoBreakers.CountingTicker;
import dev.breaker.spring.metrics.BreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

class BreakerMetricsAutoConfigurationTests {

    private final ApplicationContextRunner withoutRegistry =
            new ApplicationContextRunner()
                    .withUserConfiguration(TwoBreakers.class)
                    .withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BreakerMetricsAutoConfiguration.class,
                                    MetricsAutoConfiguration.class,
                                    CompositeMeterRegistryAutoConfiguration.class));
    private final ApplicationContextRunner runner =
            withoutRegistry.withConfiguration(
                    AutoConfigurations.of(SimpleMetricsExportAutoConfiguration.class));

    private static int clockReadingsOfACall(ApplicationContext context) {
        Breaker breaker = context.getBean(BreakerRegistry.class).breaker("inventory");
        return context.getBean(CountingTicker.class).readingsOf(() -> Calls.succeed(breaker));
    }

    private static double fallbackCalls(ApplicationContext context) {
        return context.getBean(MeterRegistry.class)
                .get("circuitbreaker.fallback.calls")
                .tag("name", "payment")
                .functionCounter()
                .count();
    }

    @Test
    void bindsTheMetersOfEveryBreaker() {
        runner.run(
                context -> {
                    assertThat(
                                    context.getBean(MeterRegistry.class)
                                            .find("circuitbreaker.failure.rate")
                                            .gauges())
                            .hasSize(2);
                    assertThat(clockReadingsOfACall(context)).isEqualTo(2);
                });
    }

    @Test
    void breakersMeasureNothingWhereNoRegistryIsThere() {
        withoutRegistry.run(context -> assertThat(clockReadingsOfACall(context)).isZero());
    }

    @Test
    void readsTheFallbackCountsOfTheApplication() {
        FallbackCounts counts = new FallbackCounts();
        counts.of("payment").increment();

        runner.withBean(FallbackCounts.class, () -> counts)
                .run(context -> assertThat(fallbackCalls(context)).isEqualTo(1));
    }

    @Test
    void hasAMeterOfFallbacksWhereNobodyCountsThem() {
        runner.run(context -> assertThat(fallbackCalls(context)).isZero());
    }

    @Test
    void backsOff() {
        runner.withBean("own", BreakerMetrics.class, BreakerMetricsAutoConfigurationTests::own)
                .run(
                        context ->
                                assertThat(context)
                                        .getBeanNames(BreakerMetrics.class)
                                        .containsExactly("own"));
    }

    private static BreakerMetrics own() {
        return new BreakerMetrics(
                new TwoBreakers().breakerRegistry(new CountingTicker()), new FallbackCounts());
    }

    @Test
    void applicationWithoutMicrometerIsProtected() {
        Protection.in(new ApplicationContextRunner())
                .withConfiguration(AutoConfigurations.of(BreakerMetricsAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(MeterRegistry.class, MeterBinder.class))
                .run(
                        context -> {
                            assertThat(context).hasNotFailed().doesNotHaveBean("breakerMetrics");
                            Protection.assertWorks(context);
                        });
    }
}
