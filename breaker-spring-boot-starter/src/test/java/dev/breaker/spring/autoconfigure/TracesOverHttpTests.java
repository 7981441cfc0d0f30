package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breaker.BreakerRegistry;
import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.observation.Heard;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a breaker does to a request is in the observation of the request, in Spring MVC. */
@SpringBootTest(
        classes = TracesOverHttpTests.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "breaker.instances.stock.consecutive-failures-threshold=1",
            "breaker.instances.stock.wait-duration-in-open-state=1h"
        })
@AutoConfigureRestTestClient
class TracesOverHttpTests {

    private static final String FALLBACK =
            "http.server.requests: circuitbreaker.fallback: Breaker 'stock' fallback";
    private static final String REJECTION =
            "http.server.requests: circuitbreaker.rejection: Breaker 'stock' OPEN: call not permitted";
    private static final String OPENED =
            "http.server.requests: circuitbreaker.transition: Breaker 'stock' CLOSED -> OPEN";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Stock.class, Shop.class, Heard.class})
    static class Application {}

    static class Stock {

        @CircuitBreaker(name = "stock", fallbackMethod = "none")
        public int available() {
            throw new IllegalStateException("down");
        }

        private int none() {
            return 0;
        }

        @CircuitBreaker(name = "stock", fallbackMethod = "noneLater")
        public Mono<String> later() {
            return Mono.error(new IllegalStateException("down"));
        }

        private Mono<String> noneLater() {
            return Mono.just("0");
        }
    }

    @RestController
    static class Shop {

        private final Stock stock;

        Shop(Stock stock) {
            this.stock = stock;
        }

        @GetMapping("/stock")
        int stock() {
            return stock.available();
        }

        @GetMapping("/later")
        Mono<String> later() {
            return stock.later();
        }
    }

    @Autowired private RestTestClient client;
    @Autowired private BreakerRegistry registry;
    @Autowired private MeterRegistry meters;
    @Autowired private Heard heard;

    @BeforeEach
    void begin() {
        registry.breaker("stock").reset();
        heard.forget();
    }

    private String get(String path) {
        return client.get().uri(path).exchange().returnResult(String.class).getResponseBody();
    }

    @Test
    void aFailureAndARejectionWithTheirFallbacks() {
        assertThat(List.of(get("/stock"), get("/stock"))).containsOnly("0");

        assertThat(heard.events()).containsExactly(OPENED, FALLBACK, REJECTION, FALLBACK);
    }

    @Test
    void aMonoThatSpringMvcSubscribesTo() {
        assertThat(List.of(get("/later"), get("/later"))).containsOnly("0");

        assertThat(heard.events()).contains(FALLBACK, REJECTION);
    }

    /** As the page says: Micrometer counts events by their names. */
    @Test
    void eventsAreCountedByMicrometer() {
        get("/stock");
        get("/stock");

        await().untilAsserted(
                        () ->
                                assertThat(
                                                meters.get(
                                                                "http.server.requests.circuitbreaker.rejection")
                                                        .counter()
                                                        .count())
                                        .isPositive());
    }
}
