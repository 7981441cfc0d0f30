package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.TestTime;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What holds of a client behind any server that has trouble with him. Whoever extends this has a
 * method {@code anything()}, which gives all that the server can throw.
 *
 * @param <S> the server of one client
 */
abstract class BrokenConnectionTests<S extends BrokenConnectionTests.Server> {

    /** Serves one client, and has trouble with him when a test says so. */
    interface Server {

        void failWith(Throwable trouble);

        /** What was written since it was read last. */
        String read();

        /** Whether the answer has ended. */
        boolean isOver();
    }

    private final TestTime time = new TestTime();
    private final StatusStream stream =
            new StatusStream(
                    BreakerRegistry.of(BreakerConfig.builder().build(), time),
                    new StatusStream.Settings(2, Duration.ofSeconds(1)),
                    "READ_ONLY",
                    JsonMapper.shared()::writeValueAsString,
                    new HandPulse());

    abstract S serve(Client client);

    final S listen() {
        S server = serve(((Answer.Streaming) open()).client());
        stream.tick(time.read());
        assertThat(server.read()).startsWith("event: status");
        return server;
    }

    private Answer open() {
        return stream.open(new Visit("", null));
    }

    final void afterAnInterval() {
        time.advance(Duration.ofSeconds(1));
        stream.tick(time.read());
    }

    @ParameterizedTest
    @MethodSource("anything")
    void whatIsThrownAtOneIsNotSufferedByOthers(Throwable trouble) {
        S broken = listen();
        S other = listen();

        broken.failWith(trouble);
        afterAnInterval();
        afterAnInterval();

        assertThat(other.read()).isEqualTo(":\n\n:\n\n");
        assertThat(other.isOver()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("anything")
    void thePlaceOfWhoIsGoneIsFree(Throwable trouble) {
        S broken = listen();
        listen();
        assertThat(open()).isInstanceOf(Answer.Document.class);

        broken.failWith(trouble);
        afterAnInterval();

        listen();
    }
}
