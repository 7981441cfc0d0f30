package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** Streams and dashboard are where the endpoints are, and nowhere else. */
class StreamsByConfigurationTests {

    private static final String STATUSES = "/actuator/circuitbreakers";
    private static final String EVENTS = "/actuator/circuitbreakerevents";
    private static final String SSE = "text/event-stream";

    private static int status(
            ConfigurableApplicationContext application, String path, String accept) {
        return SseReader.get(StreamedApplication.port(application), path, accept).statusCode();
    }

    private static void hears(ConfigurableApplicationContext application, String path) {
        try (SseReader reader = SseReader.open(StreamedApplication.port(application), path)) {
            assertThat(reader.response.statusCode()).isEqualTo(200);
            reader.next(message -> !message.fields().isEmpty());
        }
    }

    @OnEachStack
    void haveThePortOfTheEndpoints(WebApplicationType type) {
        try (ConfigurableApplicationContext application =
                StreamedApplication.start(
                        type, "management.server.port=0", "management.server.base-path=/ops")) {
            hears(application, "/ops" + STATUSES);
            hears(application, "/ops" + EVENTS);
            assertThat(status(application, "/ops" + STATUSES, "text/html")).isEqualTo(200);
            assertThat(status(application, "/ops" + STATUSES, "application/json")).isEqualTo(200);
            int own =
                    Integer.parseInt(
                            application.getEnvironment().getRequiredProperty("local.server.port"));
            assertThat(SseReader.get(own, STATUSES, SSE).statusCode()).isEqualTo(404);
        }
    }

    @OnEachStack
    void haveThePathsOfTheEndpoints(WebApplicationType type) {
        try (ConfigurableApplicationContext application =
                StreamedApplication.start(
                        type,
                        "management.endpoints.web.base-path=/",
                        "management.endpoints.web.path-mapping.circuitbreakers=breakers/all",
                        "management.endpoints.web.path-mapping.circuitbreakerevents=breakers/events")) {
            application.getBean(BreakerRegistry.class).breaker("orders/eu west").forceOpen();

            hears(application, "/breakers/all");
            hears(application, "/breakers/events/orders/eu%20west/transition");
            assertThat(status(application, "/breakers/all", "text/html")).isEqualTo(200);
            assertThat(status(application, "/circuitbreakers", "text/html")).isEqualTo(404);
            assertThat(status(application, "/breakers/events/nobody", SSE)).isEqualTo(404);
        }
    }

    @OnEachStack
    void areNotThereWhereTheEndpointsAreNot(WebApplicationType type) {
        try (ConfigurableApplicationContext application =
                StreamedApplication.start(
                        type,
                        "management.endpoints.web.exposure.exclude=circuitbreakerevents",
                        "management.endpoint.circuitbreakers.access=none")) {
            assertThat(application.getBeanProvider(EventStream.class).getIfAvailable()).isNull();
            assertThat(application.getBeanProvider(StatusStream.class).getIfAvailable()).isNull();
            assertThat(status(application, STATUSES, SSE)).isEqualTo(404);
            assertThat(status(application, STATUSES, "text/html")).isEqualTo(404);
            assertThat(status(application, EVENTS, SSE)).isEqualTo(404);
        }
    }

    @OnEachStack
    void sayWhatMayBeDone(WebApplicationType type) {
        try (ConfigurableApplicationContext application =
                StreamedApplication.start(
                        type,
                        "management.endpoints.access.max-permitted=read-only",
                        "breaker.dashboard.enabled=false",
                        "management.endpoints.web.cors.allowed-origins=http://ops.example")) {
            int port = StreamedApplication.port(application);
            try (SseReader reader =
                    SseReader.open(port, STATUSES, "Origin", "http://ops.example")) {
                assertThat(reader.next("status").data()).contains("\"access\":\"READ_ONLY\"");
                assertThat(reader.response.headers().firstValue("access-control-allow-origin"))
                        .hasValue("http://ops.example");
            }
            assertThat(
                            SseReader.get(port, STATUSES, SSE, "Origin", "http://evil.example")
                                    .statusCode())
                    .isEqualTo(403);
            assertThat(status(application, STATUSES, "text/html")).isEqualTo(406);
            HttpResponse<String> json = SseReader.get(port, STATUSES, "text/html, */*;q=0.8");
            assertThat(json.body()).startsWith("{\"circuitBreakers\"");
        }
    }

    @OnEachStack
    void areLimited(WebApplicationType type) {
        try (ConfigurableApplicationContext application =
                StreamedApplication.start(
                        type,
                        "management.endpoint.circuitbreakers.max-stream-clients=1",
                        "management.endpoint.circuitbreakerevents.max-stream-clients=1")) {
            int port = StreamedApplication.port(application);
            try (SseReader first = SseReader.open(port, STATUSES);
                    SseReader other = SseReader.open(port, EVENTS)) {
                first.next("status");
                HttpResponse<String> refused = SseReader.get(port, EVENTS, SSE);

                assertThat(status(application, STATUSES, SSE)).isEqualTo(503);
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("content-type").orElseThrow())
                        .startsWith("application/problem+json");
                assertThat(refused.body()).contains("1 clients already");
                assertThat(other.response.statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void passAFilterThatKeepsAnswersBack() {
        try (ConfigurableApplicationContext application =
                StreamedApplication.start(WebApplicationType.SERVLET, "test.etags=true")) {
            hears(application, STATUSES);
            hears(application, EVENTS);
        }
    }

    /** Open streams would keep a server waiting for half a minute. */
    @OnEachStack
    void endBeforeTheServerWaitsForThem(WebApplicationType type) throws InterruptedException {
        for (String management : new String[] {"", "0"}) {
            ConfigurableApplicationContext application =
                    StreamedApplication.start(
                            type,
                            "management.server.port=" + management,
                            "spring.lifecycle.timeout-per-shutdown-phase=60s");
            int port = StreamedApplication.port(application);
            try (SseReader statuses = SseReader.open(port, STATUSES);
                    SseReader events = SseReader.open(port, EVENTS)) {
                statuses.next("status");
                CountDownLatch closed = new CountDownLatch(1);
                new Thread(
                                () -> {
                                    application.close();
                                    closed.countDown();
                                })
                        .start();

                statuses.awaitEnd();
                events.awaitEnd();
                assertThat(closed.await(Duration.ofSeconds(20).toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            }
            assertThat(streamThreads()).isEmpty();
        }
    }

    private static Stream<Thread> streamThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("breaker-streams"))
                .filter(Thread::isAlive);
    }
}
