package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InterruptionTests {

    @AfterEach
    void forget() {
        Thread.interrupted();
    }

    static Stream<Throwable> ofTheCaller() {
        return Stream.of(
                new InterruptedException(),
                new CancellationException(),
                new ClosedByInterruptException(),
                new InterruptedIOException("interrupted"),
                new InterruptedIOException(),
                new SocketException("Closed by interrupt"));
    }

    @ParameterizedTest
    @MethodSource("ofTheCaller")
    void isOfTheCallerHoweverDeep(Throwable thrown) {
        assertThat(Interruption.isBehind(thrown)).isTrue();
        assertThat(Interruption.isBehind(new RuntimeException(new IOException(thrown)))).isTrue();
    }

    static Stream<Throwable> ofTheOtherSide() {
        return Stream.of(
                new SocketTimeoutException("Read timed out"),
                new InterruptedIOException("timeout"), // a time-out of OkHttp's
                new PoolTimeoutException(),
                new SocketException("Connection reset"),
                new IOException("broken pipe"));
    }

    private static final class PoolTimeoutException extends InterruptedIOException {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @MethodSource("ofTheOtherSide")
    void isOfTheOtherSide(Throwable thrown) {
        assertThat(Interruption.isBehind(thrown)).isFalse();
    }

    @Test
    void aSocketThatBreaksUnderAnInterruptedThreadWasClosedByThat() {
        Thread.currentThread().interrupt();

        assertThat(Interruption.is(new SocketException("Socket closed"))).isTrue();
        assertThat(Interruption.is(new ConnectException("Connection refused"))).isFalse();
    }

    @Test
    void aCircleOfCausesEnds() {
        IOException one = new IOException("one");
        one.initCause(new IOException("other", one));

        assertThat(Interruption.isBehind(one)).isFalse();
    }
}
