package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.spring.cloud.BreakerFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JAutoConfiguration;
import org.springframework.cloud.client.CommonsClientAutoConfiguration;
import org.springframework.cloud.client.circuitbreaker.httpservice.CircuitBreakerRestClientHttpServiceGroupConfigurer;
import org.springframework.cloud.client.circuitbreaker.httpservice.CircuitBreakerWebClientHttpServiceGroupConfigurer;
import org.springframework.cloud.client.circuitbreaker.httpservice.HttpServiceFallback;
import org.springframework.context.annotation.Configuration;

/** Together with Spring Cloud's own configuration, which looks for a factory as well. */
class BreakerCloudHttpAutoConfigurationTests {

    private static final Class<?> BLOCKING =
            CircuitBreakerRestClientHttpServiceGroupConfigurer.class;
    private static final Class<?> REACTIVE =
            CircuitBreakerWebClientHttpServiceGroupConfigurer.class;

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BreakerAutoConfiguration.class,
                                    BreakerCloudAutoConfiguration.class,
                                    BreakerReactiveCloudAutoConfiguration.class,
                                    BreakerCloudHttpAutoConfiguration.class,
                                    CommonsClientAutoConfiguration.class));

    public static class Instead {}

    @Configuration(proxyBeanMethods = false)
    @HttpServiceFallback(Instead.class)
    static class OneFallback {}

    @Configuration(proxyBeanMethods = false)
    @HttpServiceFallback(value = Instead.class, group = "one")
    @HttpServiceFallback(value = Instead.class, group = "two")
    static class TwoFallbacks {}

    /** Else whatever their clients throw would become a NoFallbackAvailableException. */
    @Test
    void leavesGroupsAloneForWhichNobodyDeclaresAFallback() {
        runner.run(
                context ->
                        assertThat(context)
                                .hasSingleBean(BreakerFactory.class)
                                .doesNotHaveBean(BLOCKING)
                                .doesNotHaveBean(REACTIVE));
    }

    @Test
    void guardsGroupsWithAFallback() {
        runner.withUserConfiguration(OneFallback.class)
                .run(
                        context ->
                                assertThat(context)
                                        .hasSingleBean(BLOCKING)
                                        .hasSingleBean(REACTIVE));
    }

    @Test
    void guardsGroupsWithSeveralFallbacks() {
        runner.withUserConfiguration(TwoFallbacks.class)
                .run(context -> assertThat(context).hasSingleBean(BLOCKING));
    }

    @Test
    void isSwitchedOffAsSpringCloudSays() {
        runner.withUserConfiguration(OneFallback.class)
                .withPropertyValues(
                        "spring.cloud.circuitbreaker.http-services.enabled=false",
                        "spring.cloud.circuitbreaker.reactive-http-services.enabled=false")
                .run(
                        context ->
                                assertThat(context)
                                        .doesNotHaveBean(BLOCKING)
                                        .doesNotHaveBean(REACTIVE));
    }

    @Test
    void leavesAnotherImplementationToSpringCloud() {
        runner.withConfiguration(AutoConfigurations.of(Resilience4JAutoConfiguration.class))
                .withUserConfiguration(OneFallback.class)
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .doesNotHaveBean(BreakerFactory.class)
                                        .hasSingleBean(BLOCKING)
                                        .doesNotHaveBean("breakerRestClientFallbacks"));
    }

    @Test
    void aGroupIsNotCountedTwice() {
        runner.withUserConfiguration(OneFallback.class)
                .withPropertyValues("breaker.http.service-groups=group")
                .run(
                        context ->
                                assertThat(context)
                                        .hasFailed()
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOf(InvalidBreakerConfigurationException.class)
                                        .hasMessageContaining("would count each call twice"));
    }

    @Test
    void guardsBlockingGroupsWithoutReactor() {
        runner.withClassLoader(
                        new FilteredClassLoader(
                                "reactor",
                                "org.reactivestreams",
                                "org.springframework.web.reactive"))
                .withUserConfiguration(OneFallback.class)
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .hasSingleBean(BLOCKING)
                                        .doesNotHaveBean("breakerWebClientFallbacks"));
    }

    @Test
    void isNotThereWithoutSpringsWebClients() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.web"))
                .withUserConfiguration(OneFallback.class)
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .hasSingleBean(BreakerFactory.class)
                                        .doesNotHaveBean("breakerRestClientFallbacks")
                                        .doesNotHaveBean("breakerWebClientFallbacks"));
    }
}
