package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerRegistry;
import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.observation.Heard;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What a breaker does to a request is in the observation of the request, in Spring WebFlux as it
 * comes: the observation is in the Reactor context only, and on no thread.
 */
@SpringBootTest(
        classes = TracesOverWebFluxTests.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.main.web-application-type=reactive",
            "breaker.instances.stock.consecutive-failures-threshold=1",
            "breaker.instances.stock.wait-duration-in-open-state=1h"
        })
class TracesOverWebFluxTests {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Stock.class, Heard.class})
    static class Application {}

    @RestController
    static class Stock {

        @GetMapping("/stock")
        @CircuitBreaker(name = "stock", fallbackMethod = "none")
        public Mono<String> stock() {
            return Mono.<String>error(new IllegalStateException("down"))
                    .subscribeOn(Schedulers.parallel());
        }

        private Mono<String> none() {
            return Mono.just("0");
        }
    }

    @LocalServerPort private int port;
    @Autowired private BreakerRegistry registry;
    @Autowired private Heard heard;

    @BeforeEach
    void begin() {
        registry.breaker("stock").reset();
        heard.forget();
    }

    private String get(String path) {
        return WebClient.create("http://localhost:" + port)
                .get()
                .uri(path)
                .retrieve()
                .bodyToMono(String.class)
                .block(Duration.ofSeconds(10));
    }

    @Test
    void aFailureAndARejectionWithTheirFallbacks() {
        assertThat(List.of(get("/stock"), get("/stock"))).containsOnly("0");

        assertThat(heard.events())
                .contains(
                        "http.server.requests: circuitbreaker.rejection: Breaker 'stock' OPEN: call not permitted")
                .filteredOn(
                        event ->
                                event.equals(
                                        "http.server.requests: circuitbreaker.fallback: Breaker 'stock' fallback"))
                .hasSize(2);
    }
}
