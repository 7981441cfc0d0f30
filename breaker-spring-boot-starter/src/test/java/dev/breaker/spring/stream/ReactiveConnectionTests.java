package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.TestTime;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink.OverflowStrategy;
import tools.jackson.databind.json.JsonMapper;

/** A client behind a reactive server that has trouble with him. */
class ReactiveConnectionTests {

    private final TestTime time = new TestTime();
    private final StatusStream stream =
            new StatusStream(
                    BreakerRegistry.of(BreakerConfig.builder().build(), time),
                    new StatusStream.Settings(2, Duration.ofSeconds(1)),
                    "READ_ONLY",
                    JsonMapper.shared()::writeValueAsString,
                    new HandPulse());

    /** Serves one client. */
    private static final class HandServer extends DefaultDataBufferFactory {

        private final Client client;
        private final StringBuilder read = new StringBuilder();
        private @Nullable Throwable trouble;
        private @Nullable RuntimeException cutTrouble;
        private @Nullable Throwable heard;

        private HandServer(Answer answer) {
            this.client = ((Answer.Streaming) answer).client();
            Flux.<DataBuffer>create(
                            sink -> {
                                ReactiveConnection connection =
                                        new ReactiveConnection(sink, this, client, this::cut);
                                sink.onRequest(more -> connection.wake());
                                sink.onDispose(client::leave);
                                client.join(connection);
                            },
                            OverflowStrategy.IGNORE)
                    .subscribe(
                            buffer -> read.append(buffer.toString(StandardCharsets.UTF_8)),
                            error -> heard = error);
        }

        private void cut() {
            if (cutTrouble != null) {
                throw cutTrouble;
            }
        }

        @Override
        public DefaultDataBuffer wrap(byte[] bytes) {
            if (trouble instanceof RuntimeException runtime) {
                throw runtime;
            } else if (trouble instanceof Error error) {
                throw error;
            }
            return super.wrap(bytes);
        }

        private String read() {
            String text = read.toString();
            read.setLength(0);
            return text;
        }
    }

    private HandServer listen() {
        HandServer server = new HandServer(stream.open(new Visit("", null)));
        stream.tick(time.read());
        assertThat(server.read()).startsWith("event: status");
        return server;
    }

    private void afterAnInterval() {
        time.advance(Duration.ofSeconds(1));
        stream.tick(time.read());
    }

    static Stream<Throwable> anything() {
        return Stream.of(
                new IllegalStateException("no more buffers"),
                new AssertionError("no more buffers"));
    }

    @ParameterizedTest
    @MethodSource("anything")
    void whatIsThrownEndsTheAnswerOnce(Throwable trouble) {
        HandServer broken = listen();

        broken.trouble = trouble;
        afterAnInterval();
        assertThat(broken.heard).isSameAs(trouble);
        assertThat(broken.client.hasLeft()).isTrue();

        broken.trouble = null;
        broken.client.wake();
        broken.client.end();
        assertThat(broken.read()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("anything")
    void whatIsThrownAtOneIsNotSufferedByOthers(Throwable trouble) {
        HandServer broken = listen();
        HandServer other = listen();

        broken.trouble = trouble;
        afterAnInterval();
        afterAnInterval();

        assertThat(other.read()).isEqualTo(":\n\n:\n\n");
        assertThat(other.heard).isNull();
    }

    @ParameterizedTest
    @MethodSource("anything")
    void thePlaceOfWhoIsGoneIsFree(Throwable trouble) {
        HandServer broken = listen();
        listen();
        assertThat(stream.open(new Visit("", null))).isInstanceOf(Answer.Document.class);

        broken.trouble = trouble;
        afterAnInterval();

        listen();
    }

    @Test
    void whoIsCutOffHasGone() {
        HandServer slow = listen();

        slow.client.abort();

        assertThat(slow.heard).isInstanceOf(EOFException.class);
    }

    @Test
    void aConnectionThatCannotBeCutEndsTheAnswerToo() {
        HandServer broken = listen();

        broken.cutTrouble = new IllegalStateException("no connection");
        broken.client.abort();

        assertThat(broken.heard).isSameAs(broken.cutTrouble);
    }
}
