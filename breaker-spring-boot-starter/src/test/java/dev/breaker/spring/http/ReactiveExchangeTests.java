package dev.breaker.spring.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.CallNotPermittedException;
import dev.breaker.Snapshot;
import dev.breaker.State;
import dev.breaker.spring.TestBreakers;
import dev.breaker.spring.TestTime;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

/** WebClient, behind a breaker, against a real server. */
class ReactiveExchangeTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestTime time = new TestTime();
    private final BreakerConfig config =
            BreakerConfig.builder()
                    .failureCountThreshold(3)
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .slowCallDurationThreshold(Duration.ofSeconds(2))
                    .waitDurationFromFailure(new RetryAfterReader(InstantSource.fixed(NOW), null))
                    .build();
    private final BreakerRegistry registry = BreakerRegistry.of(config, time);
    private final Breaker breaker = registry.breaker("prices");
    private final WebClientBreakers breakers =
            new WebClientBreakers(
                    new HttpBreakers(
                            new TestBreakers(registry),
                            "",
                            100,
                            new StatusRules(StatusRules.FAILURES, StatusRules.IGNORED),
                            InstantSource.fixed(NOW)));
    private final WebClient client = client(PATIENCE, breakers.filter("prices"));
    private final Downstream downstream = new Downstream();

    @AfterEach
    void stop() {
        downstream.close();
    }

    private static WebClient client(Duration timeout, ExchangeFilterFunction... filters) {
        return WebClient.builder()
                .clientConnector(
                        new ReactorClientHttpConnector(
                                HttpClient.newConnection().responseTimeout(timeout)))
                .filters(all -> all.addAll(List.of(filters)))
                .build();
    }

    private static Mono<String> get(WebClient client, String url) {
        return client.get().uri(url).retrieve().bodyToMono(String.class);
    }

    private Mono<String> get() {
        return get(client, downstream.url());
    }

    private Snapshot books() {
        return breaker.snapshot();
    }

    private void assertBooks(long successful, long failed, long ignored) {
        assertThat(books())
                .returns(successful, Snapshot::totalSuccessfulCalls)
                .returns(failed, Snapshot::totalFailedCalls)
                .returns(ignored, Snapshot::totalIgnoredCalls);
    }

    private static <T> StepVerifier.FirstStep<T> verify(Mono<T> call) {
        return StepVerifier.create(call.timeout(PATIENCE));
    }

    @Test
    void aBodyThatIsReadIsASuccess() {
        verify(get()).expectNext("hello").verifyComplete();

        assertBooks(1, 0, 0);
    }

    @Test
    void aBodyThatSpringReleasesIsASuccess() {
        Mono<Integer> status =
                client.get()
                        .uri(downstream.url())
                        .exchangeToMono(response -> Mono.just(response.statusCode().value()));

        verify(status).expectNext(200).verifyComplete();

        assertBooks(1, 0, 0);
    }

    @Test
    void aResponseWithoutBodyIsASuccess() {
        downstream.answering(204);

        verify(get()).verifyComplete();

        assertBooks(1, 0, 0);
    }

    @Test
    void serverErrorsAreFailuresAndReachTheCallerAsTheyAre() {
        downstream.answering(503);

        verify(get())
                .expectErrorSatisfies(
                        error ->
                                assertThat(error)
                                        .isInstanceOfSatisfying(
                                                WebClientResponseException.ServiceUnavailable.class,
                                                it ->
                                                        assertThat(it.getResponseBodyAsString())
                                                                .isEqualTo("hello")))
                .verify();

        assertBooks(0, 1, 0);
        assertThat(books().lastFailure().message())
                .isEqualTo("GET %s answered 503".formatted(downstream.host()));
    }

    @Test
    void otherClientErrorsAreNoVerdict() {
        downstream.answering(404);

        verify(get()).verifyError(WebClientResponseException.NotFound.class);

        assertBooks(0, 0, 1);
    }

    @Test
    void retryAfterIsHowLongItStaysOpen() {
        downstream.answering(429, Map.of("Retry-After", "Sun, 01 Mar 2026 12:01:30 GMT"));
        for (int i = 0; i < 3; i++) {
            verify(get()).verifyError();
        }

        assertThat(books().timeToNextProbe()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aRejectionIsAnErrorSignalAndNothingIsSent() {
        Mono<String> call = get();
        breaker.forceOpen();

        verify(call).verifyError(CallNotPermittedException.class);

        assertThat(downstream.requests()).isZero();
    }

    @Test
    void everySubscriptionAsks() {
        downstream.answering(500);

        verify(get().retry(4)).verifyError(CallNotPermittedException.class);

        assertThat(downstream.requests()).isEqualTo(3);
        assertThat(books().notPermittedCalls()).isEqualTo(2);
    }

    @Test
    void aRefusedConnectionIsAFailure() throws IOException {
        String nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = "http://localhost:" + free.getLocalPort();
        }

        verify(get(client, nobody)).verifyError(WebClientRequestException.class);

        assertBooks(0, 1, 0);
        assertThat(books().lastFailure().type()).contains("ConnectException");
    }

    @Test
    void aResetBeforeTheHeadIsCompleteIsAFailure() throws IOException {
        try (RawDownstream raw =
                new RawDownstream(
                        connection -> {
                            RawDownstream.send(connection, "HTTP/1.1 200 O");
                            RawDownstream.reset(connection);
                        })) {
            verify(get(client, raw.url())).verifyError(WebClientRequestException.class);
        }
        assertBooks(0, 1, 0);
    }

    @Test
    void aResetInTheBodyIsAFailure() throws IOException {
        try (RawDownstream raw =
                new RawDownstream(
                        connection -> {
                            RawDownstream.send(
                                    connection, HEAD + "Content-Length: 100000\r\n\r\nhalf");
                            RawDownstream.reset(connection);
                        })) {
            verify(get(client, raw.url())).verifyError();
        }
        assertBooks(0, 1, 0);
    }

    @Test
    void aServerThatHangsIsAFailureByTheTimeOutOfTheClient() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        WebClient impatient = client(Duration.ofMillis(200), breakers.filter("prices"));
        try (RawDownstream raw = new RawDownstream(connection -> end.await())) {
            verify(get(impatient, raw.url())).verifyError(WebClientRequestException.class);
        } finally {
            end.countDown();
        }
        assertBooks(0, 1, 0);
    }

    @Test
    void aCallThatIsCancelledBeforeItsResponseIsNoVerdict() throws IOException {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (RawDownstream raw =
                new RawDownstream(
                        connection -> {
                            arrived.countDown();
                            end.await();
                        })) {
            StepVerifier.create(get(client, raw.url()))
                    .then(() -> await(arrived))
                    .thenCancel()
                    .verify(PATIENCE);
        } finally {
            end.countDown();
        }
        assertBooks(0, 0, 1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aBodyIsReadAsItComesAndDecidesAtItsEnd() throws IOException {
        CountDownLatch firstHalfWasRead = new CountDownLatch(1);
        try (RawDownstream raw =
                new RawDownstream(
                        connection -> {
                            RawDownstream.send(
                                    connection, HEAD + "Content-Length: 10\r\n\r\nfirst");
                            await(firstHalfWasRead);
                            RawDownstream.send(connection, "later");
                        })) {
            StepVerifier.create(
                            client.get()
                                    .uri(raw.url())
                                    .retrieve()
                                    .bodyToFlux(DataBuffer.class)
                                    .map(ReactiveExchangeTests::text)
                                    .timeout(PATIENCE))
                    .expectNext("first")
                    .then(() -> assertBooks(0, 0, 0))
                    .then(() -> time.advance(Duration.ofSeconds(5)))
                    .then(firstHalfWasRead::countDown)
                    .expectNext("later")
                    .verifyComplete();
        }
        assertBooks(1, 0, 0);
        assertThat(books().totalSlowCalls()).isZero();
    }

    private static String text(DataBuffer buffer) {
        String text = buffer.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(buffer);
        return text;
    }

    @Test
    void twoFiltersOfOneBreakerAskOnce() {
        breaker.halfOpen();

        verify(
                        get(
                                client(
                                        PATIENCE,
                                        breakers.filter("prices"),
                                        breakers.filter(breaker)),
                                downstream.url()))
                .expectNext("hello")
                .verifyComplete();

        assertBooks(1, 0, 0);
        assertThat(books().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aFurtherRequestWithinAsksForItself() {
        ExchangeFilterFunction tokenFirst = (request, next) -> get().then(next.exchange(request));

        verify(get(client(PATIENCE, breakers.filter("prices"), tokenFirst), downstream.url()))
                .expectNext("hello")
                .verifyComplete();

        assertBooks(2, 0, 0);
    }

    @Test
    void anExchangeThatThrowsOrEndsWithoutResponseIsSettled() {
        ExchangeFilterFunction throwing =
                (request, next) -> {
                    throw new IllegalStateException("no");
                };
        ExchangeFilterFunction empty = (request, next) -> Mono.empty();

        verify(get(client(PATIENCE, breakers.filter("prices"), throwing), downstream.url()))
                .verifyError(IllegalStateException.class);
        verify(get(client(PATIENCE, breakers.filter("prices"), empty), downstream.url()))
                .verifyError();

        assertBooks(0, 1, 1);
    }

    @Test
    void theContextOfTheSubscriberIsSeenBelow() {
        ExchangeFilterFunction reading =
                (request, next) ->
                        Mono.deferContextual(
                                context -> {
                                    assertThat((String) context.get("user")).isEqualTo("ann");
                                    return next.exchange(request);
                                });

        verify(
                        get(client(PATIENCE, breakers.filter("prices"), reading), downstream.url())
                                .contextWrite(context -> context.put("user", "ann")))
                .expectNext("hello")
                .verifyComplete();
    }

    @Test
    void aResponseKeepsHeadersAndCookies() {
        downstream.answering(200, Map.of("X-Kept", "yes", "Set-Cookie", "id=7"));

        Mono<String> kept =
                client.get()
                        .uri(downstream.url())
                        .exchangeToMono(response -> Mono.just(headersOf(response)));

        verify(kept).expectNext("yes 7").verifyComplete();
    }

    private static String headersOf(ClientResponse response) {
        return response.headers().header("X-Kept").get(0)
                + " "
                + response.cookies().getFirst("id").getValue();
    }
}
