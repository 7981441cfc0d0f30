package dev.breaker.spring.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;

/** Every blocking client, behind a breaker, against a real server. */
class GuardedExchangeTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

    private final TestTime time = new TestTime();
    private final BreakerConfig config =
            BreakerConfig.builder()
                    .failureCountThreshold(3)
                    .waitDurationInOpenState(Duration.ofSeconds(30))
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .slowCallDurationThreshold(Duration.ofSeconds(2))
                    .waitDurationFromFailure(new RetryAfterReader(InstantSource.fixed(NOW), null))
                    .build();
    private final BreakerRegistry registry = BreakerRegistry.of(config, time);
    private final Breaker breaker = registry.breaker(BlockingClient.BREAKER);
    private final RestBreakers breakers =
            new RestBreakers(
                    new HttpBreakers(
                            new TestBreakers(registry),
                            "",
                            100,
                            new StatusRules(StatusRules.FAILURES, StatusRules.IGNORED),
                            InstantSource.fixed(NOW)));
    private final Downstream downstream = new Downstream();

    private static void assertFails(ThrowingCallable call) {
        assertThatThrownBy(call).isNotNull();
    }

    @AfterEach
    void stop() {
        downstream.close();
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

    @ParameterizedTest
    @EnumSource
    void aBodyThatIsReadIsASuccess(BlockingClient client) {
        assertThat(client.guarded(breakers).get(downstream.url())).isEqualTo("hello");

        assertBooks(1, 0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void serverErrorsAreFailuresAndReachTheCallerAsTheyAre(BlockingClient client) {
        downstream.answering(500);

        assertThatThrownBy(() -> client.guarded(breakers).get(downstream.url() + "/secret?a=b"))
                .isInstanceOfSatisfying(
                        HttpServerErrorException.class,
                        error -> assertThat(error.getResponseBodyAsString()).isEqualTo("hello"));

        assertBooks(0, 1, 0);
        assertThat(books().lastFailure().type()).isEqualTo(FailedResponseException.class.getName());
        assertThat(books().lastFailure().message())
                .isEqualTo("GET %s answered 500".formatted(downstream.host()));
    }

    @ParameterizedTest
    @EnumSource
    void timeOutsOfTheServerAndTooManyRequestsAreFailures(BlockingClient client) {
        for (int status : new int[] {408, 429}) {
            downstream.answering(status);
            assertFails(() -> client.guarded(breakers).get(downstream.url()));
        }

        assertBooks(0, 2, 0);
    }

    @ParameterizedTest
    @EnumSource
    void otherClientErrorsAreNoVerdict(BlockingClient client) {
        downstream.answering(404);

        assertThatThrownBy(() -> client.guarded(breakers).get(downstream.url()))
                .isInstanceOf(HttpClientErrorException.NotFound.class);

        assertBooks(0, 0, 1);
    }

    @ParameterizedTest
    @EnumSource
    void rejectsWithoutARequest(BlockingClient client) {
        breaker.forceOpen();

        assertThatThrownBy(() -> client.guarded(breakers).get(downstream.url()))
                .isInstanceOf(CallNotPermittedException.class);

        assertThat(downstream.requests()).isZero();
        assertThat(books().notPermittedCalls()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void retryAfterInSecondsIsHowLongItStaysOpen(BlockingClient client) {
        open(client, 503, "120");

        assertThat(books().timeToNextProbe()).isEqualTo(Duration.ofSeconds(120));
    }

    @ParameterizedTest
    @EnumSource
    void retryAfterAsADateIsHowLongItStaysOpen(BlockingClient client) {
        open(client, 429, "Sun, 01 Mar 2026 12:01:30 GMT");

        assertThat(books().timeToNextProbe()).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @EnumSource
    void retryAfterIsCapped(BlockingClient client) {
        open(client, 503, "86400");

        assertThat(books().timeToNextProbe()).isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @EnumSource
    void retryAfterOfOtherFailuresIsNoWait(BlockingClient client) {
        open(client, 500, "120");

        assertThat(books().timeToNextProbe()).isEqualTo(Duration.ofSeconds(30));
    }

    private void open(BlockingClient client, int status, String retryAfter) {
        downstream.answering(status, Map.of("Retry-After", retryAfter));
        for (int i = 0; i < 3; i++) {
            assertFails(() -> client.guarded(breakers).get(downstream.url()));
        }
        assertThat(books().state()).isEqualTo(State.OPEN);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedConnectionIsAFailure(BlockingClient client) throws IOException {
        String nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = "http://localhost:" + free.getLocalPort();
        }

        assertFails(() -> client.guarded(breakers).get(nobody));

        assertBooks(0, 1, 0);
        assertThat(books().lastFailure().type()).isEqualTo("java.net.ConnectException");
    }

    @ParameterizedTest
    @EnumSource
    void aResetBeforeTheHeadIsCompleteIsAFailure(BlockingClient client) throws IOException {
        try (RawDownstream raw =
                new RawDownstream(
                        connection -> {
                            RawDownstream.send(connection, "HTTP/1.1 200 O");
                            RawDownstream.reset(connection);
                        })) {
            Throwable thrown = catchThrowable(() -> client.guarded(breakers).get(raw.url()));

            assertThat(thrown).hasRootCauseInstanceOf(IOException.class);
        }
        assertBooks(0, 1, 0);
    }

    @ParameterizedTest
    @EnumSource
    void aResetInTheBodyIsAFailure(BlockingClient client) throws IOException {
        try (RawDownstream raw =
                new RawDownstream(
                        connection -> {
                            RawDownstream.send(
                                    connection, HEAD + "Content-Length: 100000\r\n\r\nhalf");
                            RawDownstream.reset(connection);
                        })) {
            Throwable thrown = catchThrowable(() -> client.guarded(breakers).get(raw.url()));

            assertThat(thrown).hasRootCauseInstanceOf(IOException.class);
        }
        assertBooks(0, 1, 0);
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatHangsIsAFailureByTheTimeOutOfTheClient(BlockingClient client)
            throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        try (RawDownstream raw = new RawDownstream(connection -> end.await())) {
            assertFails(() -> client.impatient(breakers).get(raw.url()));
        } finally {
            end.countDown();
        }

        assertBooks(0, 1, 0);
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatHangsInTheBodyIsAFailureByTheTimeOutOfTheClient(BlockingClient client)
            throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        try (RawDownstream raw =
                new RawDownstream(
                        connection -> {
                            RawDownstream.send(
                                    connection, HEAD + "Content-Length: 100\r\n\r\nhalf");
                            end.await();
                        })) {
            assertFails(() -> client.impatient(breakers).get(raw.url()));
        } finally {
            end.countDown();
        }

        assertBooks(0, 1, 0);
    }

    @ParameterizedTest
    @EnumSource
    void aBodyIsReadAsItComesAndDecidesAtItsEnd(BlockingClient client) throws IOException {
        CountDownLatch firstHalfWasRead = new CountDownLatch(1);
        try (RawDownstream raw =
                new RawDownstream(
                        connection -> {
                            RawDownstream.send(
                                    connection, HEAD + "Content-Length: 10\r\n\r\nfirst");
                            firstHalfWasRead.await(10, TimeUnit.SECONDS);
                            RawDownstream.send(connection, "later");
                        })) {
            String rest =
                    client.guarded(breakers).stream(
                            raw.url(),
                            body -> {
                                assertThat(body.readNBytes(5)).isEqualTo("first".getBytes());
                                assertBooks(0, 0, 0);
                                time.advance(Duration.ofSeconds(5));
                                firstHalfWasRead.countDown();
                                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
                            });
            assertThat(rest).isEqualTo("later");
        }
        assertBooks(1, 0, 0);
        assertThat(books().totalSlowCalls()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatNobodyWantsIsASuccess(BlockingClient client) {
        String nothing = client.guarded(breakers).stream(downstream.url(), body -> "nothing");

        assertThat(nothing).isEqualTo("nothing");
        assertBooks(1, 0, 0);
    }

    /** HttpURLConnection does not heed interruption. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "REST_CLIENT_ON_URL_CONNECTION")
    void aCallerThatIsInterruptedIsNoVerdict(BlockingClient client) throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        try (RawDownstream raw = new RawDownstream(connection -> end.await())) {
            Thread.currentThread().interrupt();

            assertFails(() -> client.guarded(breakers).get(raw.url()));

            assertThat(Thread.interrupted()).isTrue();
        } finally {
            end.countDown();
        }
        assertBooks(0, 0, 1);
    }

    @ParameterizedTest
    @EnumSource
    void aClientWithTwoGuardsOfOneBreakerAsksOnce(BlockingClient client) {
        breaker.halfOpen();

        client.guarded(breakers, breakers.interceptor(breaker)).get(downstream.url());

        assertBooks(1, 0, 0);
        assertThat(books().state()).isEqualTo(State.CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    void eachAttemptOfARetryAsks(BlockingClient client) {
        downstream.answering(500);
        ClientHttpRequestInterceptor twice =
                (request, body, execution) -> {
                    execution.execute(request, body).close();
                    return execution.execute(request, body);
                };

        assertFails(() -> client.guarded(breakers, twice).get(downstream.url()));

        assertBooks(0, 2, 0);
    }
}
