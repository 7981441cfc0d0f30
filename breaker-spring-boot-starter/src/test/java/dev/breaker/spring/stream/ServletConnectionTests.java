package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client behind a servlet container that has trouble with him. */
class ServletConnectionTests extends BrokenConnectionTests<HandContainer> {

    @Override
    HandContainer serve(Client client) {
        return new HandContainer(client);
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

        broken.failWith(trouble);
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
        broken.failWith(trouble);
        afterAnInterval();
        int writes = broken.output.writes;

        broken.connection.wake();
        broken.connection.onWritePossible();
        broken.connection.abort();
        broken.connection.onError(trouble);

        assertThat(broken.output.writes).isEqualTo(writes);
        assertThat(broken.completed).isEqualTo(1);
    }

    @Test
    void aContainerThatCannotEvenEndARequestHarmsNobody() {
        HandContainer broken = listen();
        HandContainer other = listen();

        broken.failWith(new IllegalStateException("the response is recycled"));
        broken.endTrouble = new NullPointerException("so is the request");
        afterAnInterval();

        assertThat(broken.client.hasLeft()).isTrue();
        assertThat(other.read()).isEqualTo(":\n\n");
    }
}
