package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LastKnownTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private static String serve(String value, Duration age) {
        Objects.requireNonNull(Staleness.current()).note(age);
        return value;
    }

    @AfterEach
    void nothingStaysWithTheThread() {
        assertThat(Staleness.current()).isNull();
    }

    @Test
    void isFreshWhereNothingWasRemembered() {
        LastKnown<String> answer = LastKnown.of(() -> "now");

        assertThat(answer.value()).isEqualTo("now");
        assertThat(answer.isStale()).isFalse();
        assertThat(answer.age()).isZero();
        assertThat(answer).hasToString("now");
    }

    @Test
    void tellsTheAgeOfWhatWasRemembered() {
        LastKnown<String> answer = LastKnown.of(() -> serve("once", MINUTE));

        assertThat(answer.value()).isEqualTo("once");
        assertThat(answer.isStale()).isTrue();
        assertThat(answer.age()).isEqualTo(MINUTE);
        assertThat(answer).hasToString("once (PT1M old)");
    }

    @Test
    void isStaleThoughTheValueIsOfThisVeryMoment() {
        assertThat(LastKnown.of(() -> serve("once", Duration.ZERO)).isStale()).isTrue();
    }

    @Test
    void tellsTheAgeOfTheOldest() {
        LastKnown<String> answer =
                LastKnown.of(
                        () -> serve("a", MINUTE) + serve("b", HOUR) + serve("c", Duration.ZERO));

        assertThat(answer.value()).isEqualTo("abc");
        assertThat(answer.age()).isEqualTo(HOUR);
    }

    @Test
    void hearsOfWhatOneFurtherInHears() {
        LastKnown<LastKnown<String>> outer =
                LastKnown.of(
                        () -> {
                            serve("before", MINUTE);
                            LastKnown<String> inner = LastKnown.of(() -> serve("inside", HOUR));
                            serve("after", MINUTE);
                            return inner;
                        });

        assertThat(outer.age()).isEqualTo(HOUR);
        assertThat(outer.value().age()).isEqualTo(HOUR);
    }

    @Test
    void hearsNothingOfWhatOneFurtherOutHears() {
        LastKnown<LastKnown<String>> outer =
                LastKnown.of(
                        () -> {
                            serve("before", HOUR);
                            return LastKnown.of(() -> "fresh");
                        });

        assertThat(outer.isStale()).isTrue();
        assertThat(outer.value().isStale()).isFalse();
    }

    @Test
    void letsExceptionsPassAsTheyAre() {
        IOException failure = new IOException();
        assertThatThrownBy(() -> LastKnown.of(() -> fail(failure))).isSameAs(failure);
    }

    private static String fail(IOException with) throws IOException {
        throw with;
    }

    @Test
    void hearsOfACallThatEndsLaterOnAnotherThread() {
        CompletableFuture<String> source = new CompletableFuture<>();
        LastKnown<CompletableFuture<String>> answer =
                LastKnown.of(
                        () -> {
                            Staleness listening = Objects.requireNonNull(Staleness.current());
                            return source.thenApply(
                                    value -> {
                                        listening.note(MINUTE);
                                        return value;
                                    });
                        });
        CompletableFuture<Duration> age = answer.value().thenApply(value -> answer.age());
        assertThat(answer.isStale()).isFalse();

        CompletableFuture.runAsync(() -> source.complete("once")).join();

        assertThat(age.join()).isEqualTo(MINUTE);
    }

    @Test
    void mayBeNothing() {
        LastKnown<@Nullable String> answer = LastKnown.of(() -> null);

        assertThat(answer.value()).isNull();
        assertThat(answer).hasToString("null");
    }
}
