package dev.breaker.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.FallbackCounts;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class BreakerBindingTests {

    private final BreakerRegistry breakers = BreakerRegistry.of(BreakerConfig.builder().build());
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Thread removing = new Thread(() -> breakers.remove("inventory"));

    /** Stops a transition between its look at the binding and the registration of its meter. */
    private final MeterFilter meanwhile =
            new MeterFilter() {
                @Override
                public Meter.Id map(Meter.Id id) {
                    if ("disabled".equals(id.getTag("to"))) {
                        removing.start();
                        await().until(() -> hasToWait() || !removing.isAlive());
                    }
                    return id;
                }
            };

    private boolean hasToWait() {
        return removing.getState() == Thread.State.BLOCKED;
    }

    @Test
    void aTransitionDuringTheRemovalLeavesNoMeterBehind() throws InterruptedException {
        meters.config().meterFilter(meanwhile);
        Breaker breaker = breakers.breaker("inventory");
        new BreakerMetrics(breakers, new FallbackCounts()).bindTo(meters);

        breaker.disable();
        removing.join();

        assertThat(meters.getMeters()).isEmpty();
    }
}
