package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.nio.charset.StandardCharsets;
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

/** A client behind a reactive server that has trouble with him. */
class ReactiveConnectionTests extends BrokenConnectionTests<ReactiveConnectionTests.HandServer> {

    /** Serves one client. */
    static final class HandServer extends DefaultDataBufferFactory
            implements BrokenConnectionTests.Server {

        private final Client client;
        private final StringBuilder read = new StringBuilder();
        private @Nullable Throwable trouble;
        private @Nullable RuntimeException cutTrouble;
        private @Nullable Throwable heard;

        private HandServer(Client client) {
            this.client = client;
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
        public void failWith(Throwable thrown) {
            trouble = thrown;
        }

        @Override
        public boolean isOver() {
            return heard != null;
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

        @Override
        public String read() {
            String text = read.toString();
            read.setLength(0);
            return text;
        }
    }

    @Override
    HandServer serve(Client client) {
        return new HandServer(client);
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

        broken.failWith(trouble);
        afterAnInterval();
        assertThat(broken.heard).isSameAs(trouble);
        assertThat(broken.client.hasLeft()).isTrue();

        broken.trouble = null;
        broken.client.wake();
        broken.client.end();
        assertThat(broken.read()).isEmpty();
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
