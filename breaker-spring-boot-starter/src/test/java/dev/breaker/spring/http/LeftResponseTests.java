package dev.breaker.spring.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.Snapshot;
import dev.breaker.State;
import dev.breaker.spring.TestBreakers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Readers of a WebClient that leave before the response has ended. */
class LeftResponseTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BreakerRegistry registry =
            BreakerRegistry.of(
                    BreakerConfig.builder().permittedNumberOfCallsInHalfOpenState(1).build());
    private final Breaker breaker = registry.breaker("prices");
    private final Sinks.Many<DataBuffer> body = Sinks.many().unicast().onBackpressureBuffer();

    private final WebClientBreakers breakers =
            new WebClientBreakers(
                    new HttpBreakers(
                            new TestBreakers(registry),
                            "",
                            100,
                            new StatusRules(StatusRules.FAILURES, StatusRules.IGNORED),
                            InstantSource.system()));

    private WebClient client(ExchangeFilterFunction... outer) {
        return WebClient.builder()
                .filters(
                        all -> {
                            all.addAll(List.of(outer));
                            all.add(breakers.filter("prices"));
                        })
                .exchangeFunction(request -> Mono.just(response(body.asFlux())))
                .build();
    }

    private static ClientResponse response(Flux<DataBuffer> body) {
        return ClientResponse.create(HttpStatus.OK, ExchangeStrategies.withDefaults())
                .header("Content-Type", "text/plain")
                .body(body)
                .build();
    }

    private void send(String text) {
        body.tryEmitNext(
                        DefaultDataBufferFactory.sharedInstance.wrap(
                                text.getBytes(StandardCharsets.UTF_8)))
                .orThrow();
    }

    private Flux<String> lines(WebClient client) {
        return client.get().uri("http://any").retrieve().bodyToFlux(String.class);
    }

    @Test
    void whoTakesWhatHeWantsHadASuccessAndTheBreakerCloses() {
        breaker.halfOpen();
        send("one\ntwo\n");

        assertThat(lines(client()).next().block(PATIENCE)).isEqualTo("one");

        assertThat(breaker.snapshot()).returns(1L, Snapshot::totalSuccessfulCalls);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void whoLeavesBeforeAnythingCameHasNoVerdict() {
        Disposable reader = lines(client()).subscribe();

        reader.dispose();

        assertThat(breaker.snapshot())
                .returns(0L, Snapshot::totalSuccessfulCalls)
                .returns(1L, Snapshot::totalIgnoredCalls);
    }

    @Test
    void aResponseThatIsDroppedByAnOuterFilterHasNoVerdict() {
        ExchangeFilterFunction hanging =
                (request, next) ->
                        next.exchange(request).flatMap(response -> Mono.<ClientResponse>never());
        Disposable reader = lines(client(hanging)).subscribe();

        reader.dispose();

        assertThat(breaker.snapshot().totalIgnoredCalls()).isOne();
    }
}
