package dev.breaker.spring.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.Snapshot;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;

/** What a broken exchange means to a breaker that records some exceptions by name. */
class PermittedCallTests {

    private final Breaker breaker =
            Breaker.of(
                    "migrated",
                    BreakerConfig.builder()
                            .recordExceptions(
                                    HttpServerErrorException.class, ResourceAccessException.class)
                            .ignoreExceptions(FileNotFoundException.class)
                            .build());

    private Snapshot after(Throwable thrown) {
        PermittedCall.of(breaker).broke(thrown);
        return breaker.snapshot();
    }

    static Stream<Throwable> broken() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new IOException("reset"),
                new TimeoutException(),
                ReadTimeoutException.INSTANCE);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenConnectionIsAFailureThoughNobodyNamedIt(Throwable thrown) {
        assertThat(after(thrown).totalFailedCalls()).isOne();
    }

    @Test
    void whatIsIgnoredIsIgnored() {
        assertThat(after(new FileNotFoundException()).totalIgnoredCalls()).isOne();
    }

    static Stream<Throwable> interrupted() {
        return Stream.of(
                new InterruptedIOException("interrupted"),
                new SocketException("Closed by interrupt"),
                new IOException("sending", new InterruptedException()),
                new IOException(new IOException(new InterruptedException())));
    }

    @ParameterizedTest
    @MethodSource("interrupted")
    void anInterruptionIsNoVerdict(Throwable thrown) {
        assertThat(after(thrown).totalIgnoredCalls()).isOne();
    }

    @Test
    void allElseIsForTheListsToSay() {
        assertThat(after(new IllegalStateException("no")).totalSuccessfulCalls()).isOne();
        assertThat(after(new ResourceAccessException("no")).totalFailedCalls()).isOne();
    }
}
