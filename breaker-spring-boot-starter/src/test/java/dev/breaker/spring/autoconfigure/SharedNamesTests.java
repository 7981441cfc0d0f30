package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.annotation.CircuitBreaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.service.HttpServiceClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.client.circuitbreaker.httpservice.HttpServiceFallback;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

/** Breakers that annotations name and that stand elsewhere, too. */
@ExtendWith(OutputCaptureExtension.class)
class SharedNamesTests {

    private static final String WARNING =
            "Breakers 'prices' are asked by @CircuitBreaker as well as by clients or data sources";
    private static final String UNUSED = "Configured but used by no @CircuitBreaker";

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    AopAutoConfiguration.class,
                                    BreakerAutoConfiguration.class,
                                    BreakerAopAutoConfiguration.class,
                                    BreakerHttpAutoConfiguration.class,
                                    BreakerRestClientAutoConfiguration.class,
                                    BreakerCloudAutoConfiguration.class,
                                    BreakerReactiveCloudAutoConfiguration.class,
                                    BreakerCloudHttpAutoConfiguration.class,
                                    HttpClientAutoConfiguration.class,
                                    ImperativeHttpClientAutoConfiguration.class,
                                    RestClientAutoConfiguration.class,
                                    HttpServiceClientPropertiesAutoConfiguration.class,
                                    HttpServiceClientAutoConfiguration.class))
                    .withPropertyValues("spring.http.serviceclient.stock.base-url=http://stock");

    public static class Instead {}

    @CircuitBreaker(name = "${stock.breaker:stock}")
    interface OfATypeByPlaceholder {
        @GetExchange("/stock")
        String get();
    }

    interface OfAMethod {
        @CircuitBreaker(name = "stock")
        @GetExchange("/stock")
        String get();
    }

    @CircuitBreaker(name = "stock", key = "'a'")
    interface ByKey {
        @GetExchange("/stock")
        String get();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportHttpServices(group = "stock", types = OfATypeByPlaceholder.class)
    static class AnnotatedType {}

    @Configuration(proxyBeanMethods = false)
    @ImportHttpServices(group = "stock", types = OfAMethod.class)
    static class AnnotatedMethod {}

    @Configuration(proxyBeanMethods = false)
    @ImportHttpServices(group = "stock", types = ByKey.class)
    static class AnnotatedByKey {}

    @Configuration(proxyBeanMethods = false)
    @HttpServiceFallback(Instead.class)
    static class WithFallback {}

    private void refused(ApplicationContextRunner application, String by, String at) {
        application.run(
                context ->
                        assertThat(context)
                                .hasFailed()
                                .getFailure()
                                .isInstanceOf(InvalidBreakerConfigurationException.class)
                                .hasMessageContaining(
                                        "@CircuitBreaker at %s%s names the breaker that %s puts"
                                                .formatted(
                                                        SharedNamesTests.class.getName(), at, by))
                                .hasMessageContaining("group 'stock'")
                                .hasMessageContaining("count each call twice"));
    }

    @Test
    void aServiceOfAGroupWithAFallbackCannotAskItsBreakerOnceMore() {
        ApplicationContextRunner withFallback = runner.withUserConfiguration(WithFallback.class);
        refused(
                withFallback.withUserConfiguration(AnnotatedType.class),
                "@HttpServiceFallback",
                "$OfATypeByPlaceholder");
        refused(
                withFallback.withUserConfiguration(AnnotatedMethod.class),
                "@HttpServiceFallback",
                "$OfAMethod.get");
    }

    @Test
    void aServiceOfAGroupThatASettingGuardsCannotEither() {
        ApplicationContextRunner bySetting =
                runner.withPropertyValues("breaker.http.service-groups=group");
        refused(
                bySetting.withUserConfiguration(AnnotatedType.class),
                "breaker.http.service-groups=GROUP",
                "$OfATypeByPlaceholder");
    }

    @Test
    void anotherNameOrTheBreakerOfAKeyIsAskedBesides() {
        runner.withUserConfiguration(WithFallback.class, AnnotatedType.class)
                .withPropertyValues("stock.breaker=another")
                .run(context -> assertThat(context).hasNotFailed());
        runner.withUserConfiguration(AnnotatedByKey.class)
                .withPropertyValues("breaker.http.service-groups=group")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(classes = {AnnotatedType.class, AnnotatedMethod.class})
    void nothingIsRefusedWhereTheGroupHasNoBreakerOfItsOwn(Class<?> services) {
        runner.withUserConfiguration(services)
                .withPropertyValues("breaker.http.rest-client=CLIENT")
                .run(context -> assertThat(context).hasNotFailed());
        runner.withUserConfiguration(services, WithFallback.class)
                .withPropertyValues(
                        "spring.cloud.circuitbreaker.http-services.enabled=false",
                        "spring.cloud.circuitbreaker.reactive-http-services.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    public static class Shop {
        @CircuitBreaker(name = "prices")
        public String price() {
            return "1";
        }
    }

    public static class Partners {
        @CircuitBreaker(name = "prices", key = "#partner")
        public String price(String partner) {
            return "1";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Client {
        @Bean
        RestClient prices() {
            return RestClient.create();
        }
    }

    @Test
    void theLogWarnsOfABreakerThatAMethodAndAClientAsk(CapturedOutput output) {
        runner.withUserConfiguration(Client.class)
                .withBean(Shop.class)
                .withPropertyValues("breaker.http.rest-client=CLIENT")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).contains(WARNING);
    }

    @Test
    void butNotWhereTheyAskTwo(CapturedOutput output) {
        runner.withUserConfiguration(Client.class)
                .withBean(Partners.class)
                .withPropertyValues("breaker.http.rest-client=CLIENT")
                .run(context -> assertThat(context).hasNotFailed());
        runner.withUserConfiguration(Client.class)
                .withBean(Shop.class)
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("asked by @CircuitBreaker as well");
    }

    @Test
    void theBreakersOfClientsAreUsed(CapturedOutput output) {
        runner.withUserConfiguration(Client.class)
                .withPropertyValues(
                        "breaker.http.rest-client=CLIENT",
                        "breaker.instances.prices.failure-count-threshold=2")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain(UNUSED);
    }

    @Test
    void theBreakersOfHostsAreUsed(CapturedOutput output) {
        runner.withUserConfiguration(Client.class)
                .withPropertyValues(
                        "breaker.http.rest-client=HOST",
                        "breaker.instances[api.example.com].failure-count-threshold=2",
                        "breaker.instances.localhost.failure-count-threshold=2",
                        "breaker.instances.http-overflow.failure-count-threshold=2",
                        "breaker.instances.other.failure-count-threshold=2")
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            context.getBean(RestClient.class);
                        });
        assertThat(output).contains(UNUSED + ": breakers 'other'");
    }

    @Test
    void theBreakersOfGroupsWithFallbacksAreUsed(CapturedOutput output) {
        runner.withUserConfiguration(WithFallback.class, AnnotatedMethod.class)
                .withPropertyValues(
                        "spring.cloud.circuitbreaker.http-services.enabled=false",
                        "spring.cloud.circuitbreaker.reactive-http-services.enabled=true",
                        "breaker.instances.stock-reactive.failure-count-threshold=2")
                .run(context -> {});
        assertThat(output).doesNotContain(UNUSED);
    }
}
