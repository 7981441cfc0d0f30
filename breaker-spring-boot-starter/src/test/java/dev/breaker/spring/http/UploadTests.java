package dev.breaker.spring.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.CallNotPermittedException;
import dev.breaker.spring.TestBreakers;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Requests whose bodies are longer than memory, behind a breaker. */
class UploadTests {

    private final BreakerRegistry registry =
            BreakerRegistry.of(BreakerConfig.builder().failureCountThreshold(1).build());
    private final Breaker breaker = registry.breaker("uploads");
    private final RestBreakers breakers =
            new RestBreakers(
                    new HttpBreakers(
                            new TestBreakers(registry),
                            "",
                            100,
                            new StatusRules(StatusRules.FAILURES, StatusRules.IGNORED),
                            InstantSource.system()));
    private final Downstream downstream = new Downstream();

    @AfterEach
    void stop() {
        downstream.close();
    }

    static Stream<ClientHttpRequestFactory> factories() {
        return Stream.of(new JdkClientHttpRequestFactory(), new SimpleClientHttpRequestFactory());
    }

    private RestClient client(ClientHttpRequestFactory requests) {
        return RestClient.builder()
                .requestFactory(breakers.requestFactory(requests, "uploads"))
                .build();
    }

    private String upload(RestClient client, StreamingHttpOutputMessage.Body body) {
        return client.post()
                .uri(downstream.url())
                .body(body::writeTo)
                .retrieve()
                .body(String.class);
    }

    @ParameterizedTest
    @MethodSource("factories")
    void areSentAsTheyAreWritten(ClientHttpRequestFactory requests) {
        CountDownLatch arrived = new CountDownLatch(1);
        downstream.answering(
                exchange -> {
                    InputStream body = exchange.getRequestBody();
                    assertThat(body.read()).isEqualTo('a');
                    arrived.countDown();
                    body.readAllBytes();
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });

        String answer =
                upload(
                        client(requests),
                        body -> {
                            body.write(new byte[] {'a'});
                            body.write(new byte[100_000]);
                            body.flush();
                            assertThat(await(arrived)).isTrue();
                            body.write('b');
                        });

        assertThat(answer).isNull();
        assertThat(breaker.snapshot().totalSuccessfulCalls()).isOne();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("factories")
    void areNotBegunWhereTheyAreRejected(ClientHttpRequestFactory requests) {
        breaker.forceOpen();

        assertThatThrownBy(
                        () ->
                                upload(
                                        client(requests),
                                        body -> {
                                            throw new AssertionError("written");
                                        }))
                .isInstanceOf(CallNotPermittedException.class);

        assertThat(downstream.requests()).isZero();
    }

    @ParameterizedTest
    @MethodSource("factories")
    void askOnceWhereAnInterceptorOfTheSameBreakerAsksToo(ClientHttpRequestFactory requests) {
        RestClient client =
                client(requests)
                        .mutate()
                        .requestInterceptor(breakers.interceptor("uploads"))
                        .build();

        upload(client, body -> body.write('a'));

        assertThat(breaker.snapshot().totalSuccessfulCalls()).isOne();
    }
}
