package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.State;
import dev.breaker.StateTransition;
import dev.breaker.spring.events.TransitionLog;
import dev.breaker.spring.events.TransitionPublisher;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

@ExtendWith(OutputCaptureExtension.class)
class BreakerEventsAutoConfigurationTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withUserConfiguration(TwoBreakers.class, Audience.class)
                    .withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
                    .withConfiguration(AutoConfigurations.of(BreakerEventsAutoConfiguration.class));

    private static void forceOpen(ApplicationContext context, String breaker) {
        context.getBean(BreakerRegistry.class).breaker(breaker).forceOpen();
    }

    private static long linesOf(CapturedOutput output, String breaker) {
        return output.getAll().lines().filter(line -> line.contains("'" + breaker + "'")).count();
    }

    @Test
    void everyTransitionIsOneLineInTheLog(CapturedOutput output) {
        runner.run(
                context -> {
                    forceOpen(context, "inventory");
                    forceOpen(context, "late");

                    assertThat(output)
                            .contains("Breaker 'inventory' CLOSED -> FORCED_OPEN")
                            .contains("Breaker 'late' CLOSED -> FORCED_OPEN");
                    assertThat(linesOf(output, "inventory")).isEqualTo(1);
                });
    }

    @Test
    void everyTransitionIsAnApplicationEvent() {
        runner.run(
                context -> {
                    forceOpen(context, "inventory");
                    forceOpen(context, "late");

                    assertThat(context.getBean(Audience.class).heard)
                            .extracting(StateTransition::breaker)
                            .containsExactly("inventory", "late");
                    assertThat(context.getBean(Audience.class).heard)
                            .extracting(StateTransition::to)
                            .containsOnly(State.FORCED_OPEN);
                });
    }

    @Test
    void lazyApplicationLogsAndPublishesToo(CapturedOutput output) {
        runner.withInitializer(
                        context ->
                                context.addBeanFactoryPostProcessor(
                                        new LazyInitializationBeanFactoryPostProcessor()))
                .run(
                        context -> {
                            forceOpen(context, "lazy");

                            assertThat(linesOf(output, "lazy")).isEqualTo(1);
                            assertThat(context.getBean(Audience.class).heard).hasSize(1);
                        });
    }

    /** Its timer may still run, or the registry be that of another application, too. */
    @Test
    void closedApplicationHearsNothing(CapturedOutput output) {
        BreakerRegistry shared = BreakerRegistry.of(BreakerConfig.builder().build());
        Breaker removed = shared.breaker("removed");
        List<Audience> audiences = new ArrayList<>();
        shared().withBean("shared", BreakerRegistry.class, () -> shared)
                .run(
                        context -> {
                            shared.breaker("before");
                            shared.remove("removed");
                            audiences.add(context.getBean(Audience.class));
                        });

        removed.forceOpen();
        shared.breaker("before").forceOpen();
        shared.breaker("afterwards").forceOpen();

        assertThat(audiences.get(0).heard).isEmpty();
        assertThat(output).doesNotContain("FORCED_OPEN");
    }

    @Test
    void applicationIsHeardOfUntilItsBeansAreDestroyed() {
        BreakerRegistry shared = BreakerRegistry.of(BreakerConfig.builder().build());
        List<Audience> audiences = new ArrayList<>();
        shared().withBean("shared", BreakerRegistry.class, () -> shared)
                .run(
                        context -> {
                            audiences.add(context.getBean(Audience.class));
                            context.getSourceApplicationContext(
                                            ConfigurableApplicationContext.class)
                                    .addApplicationListener(
                                            event -> {
                                                if (event instanceof ContextClosedEvent) {
                                                    shared.breaker("closing").forceOpen();
                                                }
                                            });
                        });

        assertThat(audiences.get(0).heard)
                .extracting(StateTransition::breaker)
                .containsExactly("closing");
    }

    private static ApplicationContextRunner shared() {
        return new ApplicationContextRunner()
                .withUserConfiguration(Audience.class)
                .withConfiguration(AutoConfigurations.of(BreakerEventsAutoConfiguration.class));
    }

    @Test
    void backsOff() {
        TransitionLog own = new TransitionLog();
        runner.withBean(TransitionLog.class, () -> own)
                .run(context -> assertThat(context).getBean(TransitionLog.class).isSameAs(own));
    }

    @Test
    void isAbsentWithoutBreakers() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(BreakerEventsAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(TransitionPublisher.class));
    }

    static class Audience {

        final List<StateTransition> heard = new ArrayList<>();

        @EventListener
        void on(StateTransition transition) {
            heard.add(transition);
        }
    }
}
