package dev.breaker.spring.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.CallNotPermittedException;
import dev.breaker.State;
import dev.breaker.spring.http.Downstream;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.cloud.client.circuitbreaker.CircuitBreakerFactory;
import org.springframework.cloud.client.circuitbreaker.NoFallbackAvailableException;
import org.springframework.cloud.client.circuitbreaker.ReactiveCircuitBreakerFactory;
import org.springframework.cloud.client.circuitbreaker.httpservice.HttpServiceFallback;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup.ClientType;
import org.springframework.web.service.registry.ImportHttpServices;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Spring Cloud in a whole application, against a server that fails. */
@SpringBootTest(
        classes = HttpServiceFallbackTests.Application.class,
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "breaker.configs.default.failure-count-threshold=2",
            "breaker.instances.inventory=",
        })
class HttpServiceFallbackTests {

    private static final Downstream SERVER = new Downstream();

    public interface InventoryClient {

        @GetExchange("/stock")
        String stock();

        @GetExchange("/reserve")
        String reserve();
    }

    public interface RatingsClient {

        @GetExchange("/best")
        Mono<String> best();

        @GetExchange("/all")
        Flux<String> all();
    }

    public static class InventoryFallback {

        public String stock(Throwable why) {
            return "fallback for " + why.getClass().getSimpleName();
        }
    }

    public static class RatingsFallback {

        public Mono<String> best(Throwable why) {
            return Mono.just("fallback for " + why.getClass().getSimpleName());
        }

        public Flux<String> all() {
            return Flux.just("fall", "back");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ImportHttpServices(group = "inventory", types = InventoryClient.class)
    @ImportHttpServices(
            group = "ratings",
            types = RatingsClient.class,
            clientType = ClientType.WEB_CLIENT)
    @HttpServiceFallback(value = InventoryFallback.class, group = "inventory")
    @HttpServiceFallback(value = RatingsFallback.class, group = "ratings")
    static class Application {}

    @DynamicPropertySource
    static void urls(DynamicPropertyRegistry properties) {
        properties.add("spring.http.serviceclient.inventory.base-url", SERVER::url);
        properties.add("spring.http.serviceclient.ratings.base-url", SERVER::url);
    }

    @Autowired private InventoryClient inventory;
    @Autowired private RatingsClient ratings;
    @Autowired private BreakerRegistry registry;
    @Autowired private CircuitBreakerFactory<?, ?> factory;
    @Autowired private ReactiveCircuitBreakerFactory<?, ?> reactiveFactory;

    @BeforeEach
    void healthy() {
        SERVER.answering(200);
        registry.all().forEach(Breaker::reset);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private State stateOf(String name) {
        return registry.find(name).map(Breaker::state).orElseThrow();
    }

    @Test
    void aGroupOfBlockingClientsHasABreaker() {
        assertThat(inventory.stock()).isEqualTo("hello");

        SERVER.answering(503);
        assertThat(inventory.stock()).isEqualTo("fallback for ServiceUnavailable");
        assertThat(inventory.stock()).isEqualTo("fallback for ServiceUnavailable");
        assertThat(stateOf("inventory")).isEqualTo(State.OPEN);

        int before = SERVER.requests();
        assertThat(inventory.stock()).isEqualTo("fallback for CallNotPermittedException");
        assertThatThrownBy(() -> inventory.reserve())
                .isInstanceOf(NoFallbackAvailableException.class)
                .hasCauseInstanceOf(CallNotPermittedException.class);
        assertThat(SERVER.requests()).isEqualTo(before);
    }

    @Test
    void aGroupOfReactiveClientsHasABreaker() {
        assertThat(ratings.best().block()).isEqualTo("hello");
        assertThat(ratings.all().collectList().block()).containsExactly("hello");

        SERVER.answering(503);
        assertThat(ratings.best().block()).isEqualTo("fallback for ServiceUnavailable");
        assertThat(ratings.all().collectList().block()).containsExactly("fall", "back");
        assertThat(stateOf("ratings-reactive")).isEqualTo(State.OPEN);

        int before = SERVER.requests();
        assertThat(ratings.best().block()).isEqualTo("fallback for CallNotPermittedException");
        assertThat(SERVER.requests()).isEqualTo(before);
    }

    @Test
    void callsByHandGoThroughTheSameBreakers() {
        SERVER.answering(500, Map.of());
        RestClient rest = RestClient.create(SERVER.url());
        WebClient web = WebClient.create(SERVER.url());

        String blocking =
                factory.create("inventory")
                        .run(
                                () -> rest.get().uri("/stock").retrieve().body(String.class),
                                why -> why.getClass().getSuperclass().getSimpleName());
        String reactive =
                web.get()
                        .uri("/stock")
                        .retrieve()
                        .bodyToMono(String.class)
                        .transform(
                                call ->
                                        reactiveFactory
                                                .create("inventory")
                                                .run(
                                                        call,
                                                        why ->
                                                                Mono.just(
                                                                        why.getClass()
                                                                                .getSuperclass()
                                                                                .getSimpleName())))
                        .block();

        assertThat(blocking).isEqualTo(HttpServerErrorException.class.getSimpleName());
        assertThat(reactive).isEqualTo(WebClientResponseException.class.getSimpleName());
        assertThat(stateOf("inventory")).isEqualTo(State.OPEN);
        assertThat(inventory.stock()).isEqualTo("fallback for CallNotPermittedException");
    }
}
