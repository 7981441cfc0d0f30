package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** A client behind a servlet container that has trouble with him. */
class ServletConnectionTests {

    private final TestTime time = new TestTime();
    private final StatusStream stream =
            new StatusStream(
                    BreakerRegistry.of(BreakerConfig.builder().build(), time),
                    new StatusStream.Settings(2, Duration.ofSeconds(1)),
                    "READ_ONLY",
                    JsonMapper.shared()::writeValueAsString,
                    new HandPulse());

    private HandContainer listen() {
        HandContainer container = HandContainer.serve(stream.open(new Visit("", null)));
        stream.tick(time.read());
        assertThat(container.read()).startsWith("event: status");
        return container;
    }

    private void afterAnInterval() {
        time.advance(Duration.ofSeconds(1));
        stream.tick(time.read());
    }

    static Stream<Throwable> anything() {
        return Stream.of(
                new IOException("reset"),
                new IllegalStateException("the response is recycled"),
                new NullPointerException("the request is gone"),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("anything")
    void aWriteThatThrowsEndsTheRequestOnce(Throwable trouble) {
        HandContainer broken = listen();

        broken.writeTrouble = trouble;
        afterAnInterval();

        assertThat(broken.completed).isEqualTo(1);
        assertThat(broken.client.hasLeft()).isTrue();
    }

    @Test
    void aContainerThatTellsOfItsTroubleEndsTheRequestOnce() {
        HandContainer gone = listen();

        gone.connection.onError(new IOException("reset"));
        gone.connection.onError(new IOException("reset"));
        afterAnInterval();

        assertThat(gone.completed).isEqualTo(1);
        assertThat(gone.client.hasLeft()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("anything")
    void whoCouldNotBeWrittenToIsNotWrittenToAgain(Throwable trouble) {
        HandContainer broken = listen();
        broken.writeTrouble = trouble;
        afterAnInterval();
        int writes = broken.output.writes;

        broken.connection.wake();
        broken.connection.onWritePossible();
        broken.connection.abort();
        broken.connection.onError(trouble);

        assertThat(broken.output.writes).isEqualTo(writes);
        assertThat(broken.completed).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("anything")
    void whatIsThrownAtOneIsNotSufferedByOthers(Throwable trouble) {
        HandContainer broken = listen();
        HandContainer other = listen();

        broken.writeTrouble = trouble;
        afterAnInterval();
        afterAnInterval();

        assertThat(other.read()).isEqualTo(":\n\n:\n\n");
        assertThat(other.completed).isZero();
    }

    @ParameterizedTest
    @MethodSource("anything")
    void thePlaceOfWhoIsGoneIsFree(Throwable trouble) {
        HandContainer broken = listen();
        listen();
        assertThat(stream.open(new Visit("", null))).isInstanceOf(Answer.Document.class);

        broken.writeTrouble = trouble;
        afterAnInterval();

        listen();
    }

    @Test
    void aContainerThatCannotEvenEndARequestHarmsNobody() {
        HandContainer broken = listen();
        HandContainer other = listen();

        broken.writeTrouble = new IllegalStateException("the response is recycled");
        broken.endTrouble = new NullPointerException("so is the request");
        afterAnInterval();

        assertThat(broken.client.hasLeft()).isTrue();
        assertThat(other.read()).isEqualTo(":\n\n");
    }
}
