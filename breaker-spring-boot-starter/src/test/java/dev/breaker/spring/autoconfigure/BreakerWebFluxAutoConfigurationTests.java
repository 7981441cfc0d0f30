package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.CallNotPermittedException;
import dev.breaker.State;
import dev.breaker.spring.web.CallNotPermittedExceptionHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.web.server.reactive.context.AnnotationConfigReactiveWebServerApplicationContext;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Over real HTTP, by a reactive server. */
class BreakerWebFluxAutoConfigurationTests {

    private static final Breaker FORCED =
            Breaker.of(
                    "inventory", BreakerConfig.builder().initialState(State.FORCED_OPEN).build());

    private static final Breaker OPEN =
            Breaker.of(
                    "inventory",
                    BreakerConfig.builder()
                            .initialState(State.OPEN)
                            .waitDurationInOpenState(Duration.ofHours(1))
                            .build(),
                    () -> 0L);

    private final ReactiveWebApplicationContextRunner runner =
            new ReactiveWebApplicationContextRunner(
                            AnnotationConfigReactiveWebServerApplicationContext::new)
                    .withPropertyValues("server.port=0")
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BreakerWebFluxAutoConfiguration.class,
                                    ErrorWebFluxAutoConfiguration.class,
                                    NettyReactiveWebServerAutoConfiguration.class,
                                    HttpHandlerAutoConfiguration.class,
                                    WebFluxAutoConfiguration.class,
                                    CodecsAutoConfiguration.class,
                                    JacksonAutoConfiguration.class));

    private static ResponseEntity<String> get(ReactiveWebApplicationContextRunner of, String path) {
        Answer answer = new Answer();
        of.run(
                context -> {
                    ReactiveWebServerApplicationContext application =
                            (ReactiveWebServerApplicationContext)
                                    context.getSourceApplicationContext();
                    int port = application.getWebServer().getPort();
                    answer.entity =
                            WebClient.create("http://localhost:" + port)
                                    .get()
                                    .uri(path)
                                    .exchangeToMono(response -> response.toEntity(String.class))
                                    .block();
                });
        return answer.entity;
    }

    private static final class Answer {
        private ResponseEntity<String> entity;
    }

    @Test
    void answersARejectionThatNobodyHandles() {
        ResponseEntity<String> answer = get(runner.withBean(Orders.class), "/open");
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.getHeaders().getContentType()).hasToString("application/problem+json");
        assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("3600");
        assertThat(answer.getBody())
                .contains("\"status\":503", "\"breaker\":\"inventory\"", "\"title\"", "\"type\"");
    }

    @Test
    void answersWithoutRetryAfterWhereNoProbeIsDue() {
        ResponseEntity<String> answer = get(runner.withBean(Orders.class), "/forced");
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.getHeaders().containsHeader("Retry-After")).isFalse();
    }

    @Test
    void looksThroughWrappers() {
        assertThat(get(runner.withBean(Orders.class), "/wrapped").getStatusCode())
                .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }

    @Test
    void leavesOtherErrorsToSpringBoot() {
        assertThat(get(runner.withBean(Orders.class), "/other").getStatusCode())
                .isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    }

    @Test
    void hidesNoHandlerOfTheUsers() {
        assertThat(get(runner.withBean(OrdersWithHandler.class), "/open").getStatusCode())
                .isEqualTo(HttpStatus.CONFLICT);
        assertThat(
                        get(runner.withBean(Orders.class).withBean(OwnHandler.class), "/open")
                                .getStatusCode())
                .isEqualTo(HttpStatus.CONFLICT);
        assertThat(
                        get(runner.withBean(Orders.class).withBean(OwnHandlerOfAll.class), "/open")
                                .getStatusCode())
                .isEqualTo(HttpStatus.CONFLICT);
    }

    @Test
    void isOffWhereTheApplicationSaysSo() {
        ReactiveWebApplicationContextRunner off =
                runner.withPropertyValues("breaker.web.enabled=false");
        assertThat(get(off.withBean(Orders.class), "/open").getStatusCode())
                .isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        off.run(
                context ->
                        assertThat(context)
                                .doesNotHaveBean(CallNotPermittedExceptionHandler.class));
    }

    @Test
    void backsOff() {
        runner.withBean("own", CallNotPermittedExceptionHandler.class)
                .run(
                        context ->
                                assertThat(context)
                                        .hasSingleBean(CallNotPermittedExceptionHandler.class)
                                        .hasBean("own"));
    }

    @Test
    void applicationWithoutSpringWebFluxIsProtected() {
        Protection.in(new ApplicationContextRunner())
                .withConfiguration(AutoConfigurations.of(BreakerWebFluxAutoConfiguration.class))
                .withClassLoader(
                        new FilteredClassLoader(DispatcherHandler.class, WebExceptionHandler.class))
                .run(
                        context -> {
                            assertThat(context)
                                    .hasNotFailed()
                                    .doesNotHaveBean("callNotPermittedExceptionHandler");
                            Protection.assertWorks(context);
                        });
    }

    @RestController
    static class Orders {

        @GetMapping("/open")
        Mono<String> open() {
            return Mono.fromCallable(() -> OPEN.call(() -> "never"));
        }

        @GetMapping("/forced")
        String forced() {
            return FORCED.call(() -> "never");
        }

        @GetMapping("/wrapped")
        Mono<String> wrapped() {
            return forcedMono().onErrorMap(CompletionException::new);
        }

        private Mono<String> forcedMono() {
            return Mono.fromCallable(() -> FORCED.call(() -> "never"));
        }

        @GetMapping("/other")
        Mono<String> other() {
            return Mono.error(new IllegalStateException("other"));
        }
    }

    @RestController
    static class OrdersWithHandler extends Orders {

        @ExceptionHandler(CallNotPermittedException.class)
        @ResponseStatus(HttpStatus.CONFLICT)
        void handle() {}
    }

    @Order(-3)
    static class OwnHandler implements WebExceptionHandler {

        @Override
        public Mono<Void> handle(ServerWebExchange exchange, Throwable exception) {
            exchange.getResponse().setStatusCode(HttpStatus.CONFLICT);
            byte[] body = "own".getBytes(StandardCharsets.UTF_8);
            return exchange.getResponse()
                    .writeWith(Mono.just(exchange.getResponse().bufferFactory().wrap(body)));
        }
    }

    @Order(-1)
    static class OwnHandlerOfAll extends OwnHandler implements ErrorWebExceptionHandler {}
}
