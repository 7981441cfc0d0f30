package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.FallbackCounts;
import dev.breaker.spring.TestBreakers;
import dev.breaker.spring.cloud.BreakerFactory;
import dev.breaker.spring.cloud.ReactiveBreakerFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.circuitbreaker.CircuitBreakerFactory;
import org.springframework.cloud.client.circuitbreaker.Customizer;
import org.springframework.cloud.client.circuitbreaker.ReactiveCircuitBreakerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

class BreakerReactiveCloudAutoConfigurationTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BreakerAutoConfiguration.class,
                                    BreakerAopAutoConfiguration.class,
                                    BreakerCloudAutoConfiguration.class,
                                    BreakerReactiveCloudAutoConfiguration.class));

    @Test
    void givesOutTheBreakersOfTheRegistry() {
        runner.withPropertyValues("breaker.instances.inventory.sliding-window-size=5")
                .run(
                        context -> {
                            context.getBean(ReactiveCircuitBreakerFactory.class)
                                    .create("inventory")
                                    .run(
                                            Mono.error(new IllegalStateException()),
                                            why -> Mono.just("fallback"))
                                    .block();

                            assertThat(
                                            context.getBean(BreakerRegistry.class)
                                                    .breaker("inventory")
                                                    .snapshot()
                                                    .failedCalls())
                                    .isOne();
                            assertThat(context.getBean(FallbackCounts.class).of("inventory").sum())
                                    .isOne();
                        });
    }

    @Configuration(proxyBeanMethods = false)
    static class InCode {

        @Bean
        Customizer<ReactiveBreakerFactory> settings() {
            return factory ->
                    factory.configure(
                            builder -> builder.settings(settings -> settings.slidingWindowSize(77)),
                            "code");
        }
    }

    @Test
    void isCustomizedOnItsOwn() {
        runner.withUserConfiguration(InCode.class)
                .run(
                        context -> {
                            context.getBean(ReactiveCircuitBreakerFactory.class).create("code");

                            assertThat(
                                            context.getBean(BreakerRegistry.class)
                                                    .find("code")
                                                    .map(Breaker::config)
                                                    .map(BreakerConfig::slidingWindowSize))
                                    .contains(77);
                        });
    }

    @Test
    void backsOffFromTheApplicationsOwn() {
        runner.withBean(
                        "own",
                        ReactiveCircuitBreakerFactory.class,
                        () -> {
                            BreakerRegistry registry =
                                    BreakerRegistry.of(BreakerConfig.builder().build());
                            return new ReactiveBreakerFactory(
                                    new TestBreakers(registry), registry, new FallbackCounts(), 1);
                        })
                .run(
                        context ->
                                assertThat(context)
                                        .hasSingleBean(ReactiveCircuitBreakerFactory.class)
                                        .hasBean("own"));
    }

    @Test
    void canBeSwitchedOff() {
        runner.withPropertyValues("breaker.cloud.enabled=false")
                .run(
                        context ->
                                assertThat(context)
                                        .doesNotHaveBean(ReactiveCircuitBreakerFactory.class));
    }

    @Test
    void isNotThereWithoutReactorWhereTheOtherIs() {
        runner.withClassLoader(new FilteredClassLoader("reactor", "org.reactivestreams"))
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .hasSingleBean(CircuitBreakerFactory.class)
                                        .hasSingleBean(BreakerFactory.class)
                                        .doesNotHaveBean(ReactiveBreakerFactory.class));
    }

    @Test
    void isNotThereWithoutSpringCloud() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .hasSingleBean(Breakers.class)
                                        .doesNotHaveBean("breakerReactiveCircuitBreakerFactory"));
    }
}
