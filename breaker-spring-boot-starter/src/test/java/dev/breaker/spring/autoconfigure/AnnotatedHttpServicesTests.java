package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.BreakerRegistry;
import dev.breaker.Snapshot;
import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.http.Downstream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.service.HttpServiceClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import org.springframework.web.service.registry.ImportHttpServices;
import reactor.core.publisher.Mono;

/** The annotation on interfaces whose clients Spring makes. */
class AnnotatedHttpServicesTests {

    private final Downstream downstream = new Downstream();
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    AopAutoConfiguration.class,
                                    BreakerAutoConfiguration.class,
                                    BreakerAopAutoConfiguration.class,
                                    HttpClientAutoConfiguration.class,
                                    ImperativeHttpClientAutoConfiguration.class,
                                    RestClientAutoConfiguration.class,
                                    HttpServiceClientPropertiesAutoConfiguration.class,
                                    HttpServiceClientAutoConfiguration.class))
                    .withPropertyValues(
                            "downstream.url=" + downstream.url(),
                            "spring.http.serviceclient.stock.base-url=" + downstream.url(),
                            "breaker.instances.stock.failure-count-threshold=2",
                            "breaker.instances.count.failure-count-threshold=2");

    @AfterEach
    void stop() {
        downstream.close();
    }

    private static Snapshot books(ApplicationContext context, String breaker) {
        return context.getBean(BreakerRegistry.class).find(breaker).orElseThrow().snapshot();
    }

    @ParameterizedTest
    @ValueSource(classes = {OfAGroup.class, ByFactory.class})
    void aTypeIsGuardedWithItsDefaultMethodAsFallback(Class<?> configuration) {
        runner.withUserConfiguration(configuration)
                .run(
                        context -> {
                            Stock stock = context.getBean(Stock.class);
                            assertThat(stock.available("book")).isEqualTo("hello");
                            downstream.answering(503);
                            for (int i = 0; i < 3; i++) {
                                assertThat(stock.available("book")).isEqualTo("perhaps a book");
                            }
                            assertThat(downstream.requests()).isEqualTo(3);
                            assertThat(books(context, "stock").notPermittedCalls()).isOne();
                        });
    }

    @ParameterizedTest
    @ValueSource(classes = {OfAGroup.class, ByFactory.class})
    void aMethodIsGuardedByItsOwnAnnotation(Class<?> configuration) {
        runner.withUserConfiguration(configuration)
                .run(
                        context -> {
                            downstream.answering(500);
                            Stock stock = context.getBean(Stock.class);
                            for (int i = 0; i < 3; i++) {
                                assertThat(stock.count()).isEqualTo("of another bean");
                            }
                            assertThat(downstream.requests()).isEqualTo(2);
                            assertThat(books(context, "count").totalFailedCalls()).isEqualTo(2);
                        });
    }

    @Test
    void retryAfterOfWhatTheClientThrowsIsHowLongItStaysOpen() {
        runner.withUserConfiguration(ByFactory.class)
                .withPropertyValues(
                        "breaker.instances.stock.max-wait-duration-from-failure=20m",
                        "breaker.instances.count.honor-retry-after=false")
                .run(
                        context -> {
                            downstream.answering(503, Map.of("Retry-After", "1000"));
                            Stock stock = context.getBean(Stock.class);
                            for (int i = 0; i < 2; i++) {
                                stock.available("book");
                                stock.count();
                            }
                            assertThat(books(context, "stock").timeToNextProbe())
                                    .isBetween(Duration.ofSeconds(900), Duration.ofSeconds(1000));
                            assertThat(books(context, "count").timeToNextProbe())
                                    .isLessThanOrEqualTo(Duration.ofSeconds(30));
                        });
    }

    @Test
    void aServiceOfAWebClientIsGuardedAtEachSubscription() {
        runner.withUserConfiguration(OfAWebClient.class)
                .run(
                        context -> {
                            LaterStock stock = context.getBean(LaterStock.class);
                            Mono<String> available = stock.available();
                            assertThat(downstream.requests()).isZero();
                            assertThat(available.block()).isEqualTo("hello");
                            downstream.answering(503, Map.of("Retry-After", "100"));
                            for (int i = 0; i < 3; i++) {
                                assertThat(available.block()).isEqualTo("perhaps");
                            }
                            assertThat(downstream.requests()).isEqualTo(3);
                            assertThat(books(context, "stock"))
                                    .returns(2L, Snapshot::totalFailedCalls)
                                    .returns(1L, Snapshot::notPermittedCalls);
                            assertThat(books(context, "stock").timeToNextProbe())
                                    .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(100));
                        });
    }

    @Test
    void aMethodWithoutFallbackThrowsWhatTheClientThrows() {
        runner.withUserConfiguration(ByFactory.class)
                .run(
                        context -> {
                            downstream.answering(500);
                            assertThatThrownBy(() -> context.getBean(Stock.class).price())
                                    .isInstanceOf(HttpServerErrorException.class);
                            assertThat(books(context, "price").totalFailedCalls()).isOne();
                        });
    }

    @ParameterizedTest
    @ValueSource(classes = {WrongOfAGroup.class, WrongByFactory.class})
    void aFallbackThatIsNotThereStopsTheStart(Class<?> configuration) {
        runner.withUserConfiguration(configuration)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .hasMessageContaining("Wrong.call")
                                        .hasMessageContaining("missing"));
    }

    @HttpExchange("/stock")
    @CircuitBreaker(name = "stock", fallbackMethod = "perhaps")
    public interface Stock {

        @GetExchange("/available")
        String available(@RequestParam String sku);

        @GetExchange("/count")
        @CircuitBreaker(name = "count", fallbackMethod = "guess::count")
        String count();

        @GetExchange("/price")
        @CircuitBreaker(name = "price")
        String price();

        default String perhaps(String sku, Exception why) {
            return "perhaps a " + sku;
        }
    }

    @HttpExchange("/stock")
    public interface LaterStock {

        @GetExchange("/available")
        @CircuitBreaker(name = "stock", fallbackMethod = "perhaps")
        Mono<String> available();

        default Mono<String> perhaps(Exception why) {
            return Mono.just("perhaps");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OfAWebClient {

        @Bean
        LaterStock laterStock(@Value("${downstream.url}") String url) {
            return HttpServiceProxyFactory.builderFor(
                            WebClientAdapter.create(WebClient.create(url)))
                    .build()
                    .createClient(LaterStock.class);
        }
    }

    public static class Guess {

        public String count() {
            return "of another bean";
        }
    }

    public interface Wrong {

        @GetExchange("/wrong")
        @CircuitBreaker(name = "wrong", fallbackMethod = "missing")
        String call();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportHttpServices(group = "stock", types = Stock.class)
    static class OfAGroup {

        @Bean
        Guess guess() {
            return new Guess();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportHttpServices(group = "stock", types = Wrong.class)
    static class WrongOfAGroup {}

    private static <T> T client(Class<T> type, RestClient.Builder builder, String url) {
        return HttpServiceProxyFactory.builderFor(
                        RestClientAdapter.create(builder.baseUrl(url).build()))
                .build()
                .createClient(type);
    }

    @Configuration(proxyBeanMethods = false)
    static class ByFactory {

        @Bean
        Stock stock(RestClient.Builder builder, @Value("${downstream.url}") String url) {
            return client(Stock.class, builder, url);
        }

        @Bean
        Guess guess() {
            return new Guess();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WrongByFactory {

        @Bean
        Wrong wrong(RestClient.Builder builder, @Value("${downstream.url}") String url) {
            return client(Wrong.class, builder, url);
        }
    }
}
