package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import java.net.http.HttpClient.Version;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** Streams that share a connection, which stays when one of them is left. */
class Http2Tests {

    private static final String EVENTS = "/actuator/circuitbreakerevents";
    private static final String STATUSES = "/actuator/circuitbreakers";

    @OnEachStack
    void comeAndGo(WebApplicationType type) {
        try (ConfigurableApplicationContext application =
                StreamedApplication.start(
                        type,
                        "server.http2.enabled=true",
                        "management.endpoint.circuitbreakers.stream-interval=100ms")) {
            int port = StreamedApplication.port(application);
            Breaker breaker = application.getBean(BreakerRegistry.class).breaker("inventory");
            try (SseReader events = SseReader.open(port, EVENTS)) {
                try (SseReader statuses = SseReader.open(port, STATUSES)) {
                    assertThat(events.response.version()).isEqualTo(Version.HTTP_2);
                    assertThat(statuses.response.version()).isEqualTo(Version.HTTP_2);
                    events.next(message -> message.fields().containsKey("retry"));
                    assertThat(statuses.next("status").data()).contains("\"full\":true");

                    breaker.forceOpen();
                    assertThat(events.next("TRANSITION").data()).contains("FORCED_OPEN");
                    assertThat(statuses.next("status").data()).contains("FORCED_OPEN");
                }
                Awaited.until(application.getBean(StatusStream.class)::isIdle);

                breaker.close();
                assertThat(events.next("TRANSITION").data()).contains("CLOSED");
            }
        }
    }
}
