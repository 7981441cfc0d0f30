package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** A client that asks for a stream and does not read it. */
class SlowClientsTests {

    @OnEachStack
    void areCutOffWhileOthersGoOn(WebApplicationType type) throws IOException {
        try (ConfigurableApplicationContext application =
                        StreamedApplication.start(
                                type,
                                "management.endpoint.circuitbreakerevents.max-stream-clients=2");
                Socket slow = new Socket()) {
            int port = StreamedApplication.port(application);
            Breaker breaker = application.getBean(BreakerRegistry.class).breaker("busy");
            ask(slow, port);
            try (SseReader quick =
                    SseReader.open(port, "/actuator/circuitbreakerevents/busy/transition")) {
                Instant bound = Instant.now().plus(Duration.ofSeconds(60));
                while (refused(port)) {
                    assertThat(Instant.now()).isBefore(bound);
                    for (int i = 0; i < 500; i++) {
                        breaker.run(() -> {});
                    }
                    breaker.metricsOnly();
                    quick.next("TRANSITION");
                    breaker.close();
                    quick.next("TRANSITION");
                }
                assertThat(isCut(slow)).isTrue();
            }
        }
    }

    private static void ask(Socket socket, int port) throws IOException {
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String request =
                "GET /actuator/circuitbreakerevents HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** There is no place for another client until the slow one has been cut off. */
    private static boolean refused(int port) {
        try (SseReader another = SseReader.open(port, "/actuator/circuitbreakerevents")) {
            return another.response.statusCode() == 503;
        }
    }

    private static boolean isCut(Socket socket) {
        try {
            socket.setSoTimeout(20_000);
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[1 << 16];
            while (in.read(buffer) >= 0) {
                // what had been sent before
            }
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
