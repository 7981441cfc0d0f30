package dev.breaker.spring.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerRegistry;
import dev.breaker.Intervention;
import dev.breaker.spring.Author;
import dev.breaker.spring.BreakerReconfiguration;
import dev.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import dev.breaker.spring.autoconfigure.BreakerEventsAutoConfiguration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class ClosingReportTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withPropertyValues(
                            "breaker.instances.inventory.initial-state=FORCED_OPEN",
                            "breaker.instances.payment.failure-rate-threshold=50",
                            "breaker.instances.shop.failure-rate-threshold=50")
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BreakerAutoConfiguration.class,
                                    BreakerEventsAutoConfiguration.class));

    private static void act(ApplicationContext context) {
        BreakerRegistry registry = context.getBean(BreakerRegistry.class);
        registry.breaker("payment").disable(Intervention.because("too\nstrict").by("ann"));
        context.getBean(BreakerReconfiguration.class)
                .change(
                        registry.breaker("shop"),
                        Map.of("failure-rate-threshold", 60),
                        new Author("ann", null));
    }

    @Test
    void saysAtTheEndWhatWillNotBeThereAgain(CapturedOutput output) {
        runner.run(ClosingReportTests::act);

        assertThat(output.getAll().lines())
                .filteredOn(line -> line.contains("not kept over a restart"))
                .hasSize(2)
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains("WARN", "Breaker 'payment' is DISABLED since ")
                                        .endsWith(
                                                "by ann: too?strict; this is not kept over a restart"))
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains("WARN")
                                        .endsWith(
                                                "Breaker 'shop' has settings that were changed by hand (failure-rate-threshold); this is not kept over a restart"));
    }

    @Test
    void saysNothingOfWhatWillBeThereAgain(CapturedOutput output) {
        runner.run(
                context -> {
                    act(context);
                    BreakerRegistry registry = context.getBean(BreakerRegistry.class);
                    registry.breaker("payment").close();
                    context.getBean(BreakerReconfiguration.class)
                            .revert(registry.breaker("shop"), new Author("ann", null));
                });

        assertThat(output).doesNotContain("not kept over a restart");
    }

    @Test
    void saysNothingWhenAnotherContextEnds(CapturedOutput output) {
        runner.run(
                context -> {
                    context.getBean(BreakerRegistry.class).breaker("payment").disable();
                    GenericApplicationContext child = new GenericApplicationContext(context);
                    child.refresh();
                    child.close();
                    assertThat(output).doesNotContain("not kept over a restart");
                });
    }
}
