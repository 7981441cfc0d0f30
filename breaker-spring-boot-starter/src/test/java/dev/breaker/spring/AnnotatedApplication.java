package dev.breaker.spring;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.Snapshot;
import dev.breaker.WindowType;
import dev.breaker.spring.autoconfigure.BreakerAopAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * An application that uses the annotation. Its breakers open when half of the last ten calls
 * failed, five at least; they ignore {@link IllegalArgumentException}. Only "backend" is
 * configured.
 */
public final class AnnotatedApplication {

    private static final BreakerConfig CONFIG =
            BreakerConfig.builder()
                    .slidingWindowType(WindowType.COUNT_BASED)
                    .slidingWindowSize(10)
                    .minimumNumberOfCalls(5)
                    .ignoreExceptions(IllegalArgumentException.class)
                    .build();

    private AnnotatedApplication() {}

    public static ApplicationContextRunner with(Class<?>... beans) {
        return with(CONFIG, FallbackOn.FAILURE, beans);
    }

    public static ApplicationContextRunner with(FallbackOn fallbackOn, Class<?>... beans) {
        return with(CONFIG, fallbackOn, beans);
    }

    public static ApplicationContextRunner with(
            BreakerConfig config, FallbackOn fallbackOn, Class<?>... beans) {
        StarterSettings settings = new StarterSettings(fallbackOn, 100, true, false);
        ApplicationContextRunner runner =
                withoutBreakers()
                        .withInitializer(
                                context ->
                                        addBreakers(
                                                (GenericApplicationContext) context,
                                                config,
                                                settings));
        for (Class<?> bean : beans) {
            runner = runner.withBean(bean);
        }
        return runner;
    }

    private static void addBreakers(
            GenericApplicationContext context, BreakerConfig config, StarterSettings settings) {
        TestTime time = new TestTime();
        BreakerRegistry registry = BreakerRegistry.of(config, time);
        context.getBeanFactory().registerSingleton("time", time); // which nobody proxies
        context.registerBean(BreakerRegistry.class, () -> registry);
        context.registerBean(
                Breakers.class, () -> new TestBreakers(registry).with("backend", settings));
        context.registerBean(
                BreakerFamilies.class,
                () -> new BreakerFamilies(registry, context.getBean(Breakers.class)));
    }

    /** With nothing that configures breakers. */
    public static ApplicationContextRunner withoutBreakers() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                AopAutoConfiguration.class, BreakerAopAutoConfiguration.class));
    }

    public static Breaker breaker(ApplicationContext context, String name) {
        return context.getBean(BreakerRegistry.class).find(name).orElseThrow();
    }

    /** All calls of a breaker so far, rejected ones included. */
    public static long calls(ApplicationContext context, String name) {
        Snapshot snapshot = breaker(context, name).snapshot();
        return snapshot.totalSuccessfulCalls()
                + snapshot.totalFailedCalls()
                + snapshot.totalIgnoredCalls()
                + snapshot.notPermittedCalls();
    }
}
