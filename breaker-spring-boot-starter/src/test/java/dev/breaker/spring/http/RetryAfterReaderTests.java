package dev.breaker.spring.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

class RetryAfterReaderTests {

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    private final RetryAfterReader reader = new RetryAfterReader(CLOCK, null);

    private static HttpHeaders asking(String wait) {
        HttpHeaders headers = new HttpHeaders();
        headers.set("Retry-After", wait);
        return headers;
    }

    private static HttpServerErrorException server(HttpStatus status, HttpHeaders headers) {
        return HttpServerErrorException.create(status, "", headers, new byte[0], null);
    }

    @Test
    void readsWhatBlockingClientsThrow() {
        assertThat(
                        reader.apply(
                                server(
                                        HttpStatus.SERVICE_UNAVAILABLE,
                                        asking("Sun, 01 Mar 2026 12:00:07 GMT"))))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(
                        reader.apply(
                                HttpClientErrorException.create(
                                        HttpStatus.TOO_MANY_REQUESTS,
                                        "",
                                        asking("7"),
                                        new byte[0],
                                        null)))
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void readsWhatReactiveClientsThrow() {
        assertThat(
                        reader.apply(
                                WebClientResponseException.create(
                                        429, "", asking("7"), new byte[0], null)))
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void readsTheCauseOfWhatTheApplicationMadeOfIt() {
        Exception wrapped =
                new IllegalStateException(
                        new RuntimeException(server(HttpStatus.SERVICE_UNAVAILABLE, asking("7"))));

        assertThat(reader.apply(wrapped)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void readsNothingOfOtherStatusesAndExceptions() {
        assertThat(reader.apply(server(HttpStatus.BAD_GATEWAY, asking("7")))).isNull();
        assertThat(reader.apply(server(HttpStatus.SERVICE_UNAVAILABLE, new HttpHeaders())))
                .isNull();
        assertThat(reader.apply(new IllegalStateException())).isNull();
        assertThat(
                        reader.apply(
                                new HttpServerErrorException(
                                        HttpStatus.SERVICE_UNAVAILABLE, "", null, null, null)))
                .isNull();
    }

    @Test
    void endsWhereCausesFormACircle() {
        Exception first = new IllegalStateException();
        Exception second = new IllegalStateException(first);
        first.initCause(second);

        assertThat(reader.apply(first)).isNull();
    }

    @Test
    void doesWithoutReactiveClients() {
        RetryAfterReader blocking =
                new RetryAfterReader(
                        CLOCK, new FilteredClassLoader(WebClientResponseException.class));

        assertThat(blocking.apply(server(HttpStatus.SERVICE_UNAVAILABLE, asking("7"))))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(
                        blocking.apply(
                                WebClientResponseException.create(
                                        429, "", asking("7"), new byte[0], null)))
                .isNull();
    }

    @Test
    void decidesHowLongABreakerStaysOpen() {
        Breaker breaker =
                Breaker.of(
                        "prices",
                        BreakerConfig.builder()
                                .failureCountThreshold(1)
                                .waitDurationFromFailure(reader)
                                .build(),
                        () -> 0);

        breaker.acquire().failed(server(HttpStatus.SERVICE_UNAVAILABLE, asking("7")));

        assertThat(breaker.snapshot().timeToNextProbe()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void isEqualToOneOfTheSameClock() {
        assertThat(reader)
                .isEqualTo(new RetryAfterReader(CLOCK, null))
                .hasSameHashCodeAs(new RetryAfterReader(CLOCK, null))
                .isNotEqualTo(new RetryAfterReader(InstantSource.system(), null));
    }
}
