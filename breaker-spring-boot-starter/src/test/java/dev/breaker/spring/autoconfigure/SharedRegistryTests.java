package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.InvalidCircuitBreakerException;
import dev.breaker.spring.metrics.BreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A registry that is there before the application is, and afterwards. */
class SharedRegistryTests {

    /** Something that only an application holds, so that nobody holds it once that is closed. */
    private record Possession(String type, WeakReference<Object> reference) {

        Possession(Object object) {
            this(object.getClass().getName(), new WeakReference<>(object));
        }

        boolean isHeld() {
            return reference.get() != null;
        }
    }

    private final BreakerRegistry shared = BreakerRegistry.of(BreakerConfig.builder().build());
    private final Breaker before = shared.breaker("before");
    private final List<Possession> possessions = new CopyOnWriteArrayList<>();
    private final ApplicationContextRunner application =
            Protection.in(
                    new ApplicationContextRunner()
                            .withInitializer(
                                    context -> {
                                        possessions.add(new Possession(context.getBeanFactory()));
                                        context.getEnvironment()
                                                .setConversionService(
                                                        new ApplicationConversionService());
                                    })
                            .withBean(BreakerRegistry.class, () -> shared)
                            .withBean(BeanPostProcessor.class, this::noting)
                            .withConfiguration(
                                    AutoConfigurations.of(
                                            BreakerEventsAutoConfiguration.class,
                                            BreakerEndpointAutoConfiguration.class,
                                            BreakerMetricsAutoConfiguration.class))
                            .withPropertyValues("management.endpoints.web.exposure.include=*"));

    private BeanPostProcessor noting() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean.getClass().getName().startsWith("dev.breaker.spring.")) {
                    possessions.add(new Possession(bean));
                }
                return bean;
            }
        };
    }

    private void use(MeterRegistry meters) {
        application.run(
                context -> {
                    context.getBean(BreakerMetrics.class).bindTo(meters);
                    Protection.assertWorks(context);
                    before.forceOpen();
                    before.close();
                    Breakers breakers = context.getBean(Breakers.class);
                    breakers.breaker("unconfigured", "");
                    possessions.add(new Possession(breakers.settings("unconfigured")));
                    meters.forEachMeter(meter -> possessions.add(new Possession(meter.getId())));
                    assertThat(meters.getMeters()).isNotEmpty();
                });
    }

    /** The registry and its breakers still are; who subscribed to them and stayed is reachable. */
    private void assertNothingIsHeld() {
        for (int tries = 0; tries < 50 && held().findAny().isPresent(); tries++) {
            System.gc();
        }
        assertThat(held().map(Possession::type)).isEmpty();
        assertThat(shared.all()).contains(before);
    }

    private Stream<Possession> held() {
        return possessions.stream().filter(Possession::isHeld);
    }

    @Test
    void holdsNothingOfAClosedApplication() {
        use(new SimpleMeterRegistry());

        assertThat(possessions)
                .extracting(Possession::type)
                .anyMatch(type -> type.endsWith(".TransitionLog"))
                .anyMatch(type -> type.endsWith(".BreakerEvents"))
                .anyMatch(type -> type.endsWith(".FallbackCounts"))
                .hasSizeGreaterThan(20);
        assertThat(shared.all()).hasSizeGreaterThan(1);
        assertNothingIsHeld();
    }

    @Test
    void hasNoMetersOfAClosedApplication() {
        MeterRegistry meters = new SimpleMeterRegistry();
        use(meters);

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

        assertThat(possessions).isNotEmpty();
        assertNothingIsHeld();
    }

    @Test
    void canBeUsedByTheNextApplication() {
        use(new SimpleMeterRegistry());
        shared.remove("protected");
        use(new SimpleMeterRegistry());
    }
}
