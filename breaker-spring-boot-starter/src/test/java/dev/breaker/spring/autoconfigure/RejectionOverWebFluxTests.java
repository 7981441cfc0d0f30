package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerRegistry;
import dev.breaker.annotation.CircuitBreaker;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All of Spring Boot, as a reactive application, with annotated methods. */
@SpringBootTest(
        classes = RejectionOverWebFluxTests.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.main.web-application-type=reactive",
            "breaker.instances.stock.failure-count-threshold=1",
            "breaker.instances.stock.wait-duration-in-open-state=1h"
        })
class RejectionOverWebFluxTests {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Stock.class)
    static class Application {}

    @RestController
    static class Stock {

        @GetMapping("/one")
        @CircuitBreaker(name = "stock")
        public Mono<String> one() {
            return Mono.error(new IllegalStateException("down"));
        }

        @GetMapping("/many")
        @CircuitBreaker(name = "stock")
        public Flux<String> many() {
            return Flux.error(new IllegalStateException("down"));
        }
    }

    @LocalServerPort private int port;
    @Autowired private BreakerRegistry registry;

    private ResponseEntity<String> get(String path) {
        ResponseEntity<String> answer =
                WebClient.create("http://localhost:" + port)
                        .get()
                        .uri(path)
                        .exchangeToMono(response -> response.toEntity(String.class))
                        .block(Duration.ofSeconds(20));
        assertThat(answer).isNotNull();
        return answer;
    }

    @Test
    void isServiceUnavailableWithRetryAfterAndAProblemDetail() {
        assertThat(get("/one").getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        for (String path : new String[] {"/one", "/many"}) {
            ResponseEntity<String> answer = get(path);
            assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
            assertThat(answer.getHeaders().getContentType())
                    .hasToString("application/problem+json");
            assertThat(Integer.parseInt(answer.getHeaders().getFirst("Retry-After")))
                    .isBetween(3500, 3600);
            assertThat(answer.getBody()).contains("\"breaker\":\"stock\"");
        }
        assertThat(registry.breaker("stock").snapshot().notPermittedCalls()).isEqualTo(2);
    }
}
