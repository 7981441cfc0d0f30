package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** A client to whom something cannot be written, of which the server knows nothing. */
class BrokenClientsTests {

    private static final String EVENTS = "/actuator/circuitbreakerevents";

    @ParameterizedTest
    @CsvSource({
        "SERVLET, IOException",
        "SERVLET, IllegalStateException",
        "REACTIVE, IllegalStateException",
    })
    void isSentAwayWhileOthersGoOn(WebApplicationType type, String thrown) {
        try (ConfigurableApplicationContext application =
                StreamedApplication.start(
                        type,
                        "spring.main.sources=" + BrokenWrites.class.getName(),
                        "management.endpoint.circuitbreakerevents.max-stream-clients=2")) {
            int port = StreamedApplication.port(application);
            Breaker trap = application.getBean(BreakerRegistry.class).breaker("trap");
            try (SseReader broken = SseReader.open(port, EVENTS, BrokenWrites.HEADER, thrown);
                    SseReader other = SseReader.open(port, EVENTS)) {
                broken.next(message -> message.fields().containsKey("retry"));
                other.next(message -> message.fields().containsKey("retry"));

                trap.forceOpen();
                broken.awaitEnd();
                assertThat(other.next("TRANSITION").data()).contains("FORCED_OPEN");
                trap.close();
                assertThat(other.next("TRANSITION").data()).contains("CLOSED");

                try (SseReader third = SseReader.open(port, EVENTS)) {
                    assertThat(third.response.statusCode()).isEqualTo(200);
                }
            }
        }
    }
}
