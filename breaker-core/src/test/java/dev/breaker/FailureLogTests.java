package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a phase keeps of its failures. */
class FailureLogTests {

    private final FailureLog log = new FailureLog();

    @Test
    void isEmptyAtFirst() {
        assertThat(log.newest()).isNull();
        assertThat(log.newest(10)).isEmpty();
    }

    @Test
    void knowsTypeMessageTimeAndDurationOfEach() {
        Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
        log.add(new IOException("reset"), Duration.ofMillis(500).toNanos());
        log.add(null, -1);

        List<Failure> newestFirst = log.newest(10);

        assertThat(newestFirst)
                .extracting(Failure::type)
                .containsExactly("result", "java.io.IOException");
        assertThat(newestFirst).extracting(Failure::message).containsExactly(null, "reset");
        assertThat(newestFirst)
                .extracting(Failure::duration)
                .containsExactly(null, Duration.ofMillis(500));
        assertThat(newestFirst)
                .allSatisfy(failure -> assertThat(failure.at()).isBetween(before, Instant.now()));
    }

    @Test
    void keepsTheLatestOnly() {
        IntStream.range(0, 100).forEach(n -> log.add(new IOException("no. " + n), n));

        assertThat(log.newest(1_000))
                .hasSize(FailureLog.SIZE)
                .extracting(Failure::message)
                .startsWith("no. 99", "no. 98")
                .endsWith("no. 68");
        assertThat(log.newest(2)).hasSize(2);
        assertThat(log.newest()).isEqualTo(log.newest(1).get(0)).isEqualTo(log.failure(99));
    }

    @Test
    void saysWhereTheFirstOfThemCameThroughTheApplication() {
        log.add(new IOException("reset"), 0);

        // this class is in the package of the engine, which is passed through, and so is JUnit not
        assertThat(log.newest().where()).matches("org\\.junit\\..+\\(.+\\.java:\\d+\\)");
    }

    /** Else the others would be alike to one for which there was no time, for ever. */
    @Test
    void looksAgainWhereTheFirstOfThoseThatAreAlikeCameTooSoon() {
        log.add(new IOException("no. 1"), 0);
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        do {
            log.add(new IOException("no. 2"), 0);
        } while (log.newest().where() == null && System.nanoTime() < until);

        assertThat(log.newest().where()).isNotNull();
    }

    @Test
    void looksThroughFewStackTracesOfAFloodThatIsNotAlike() {
        IntStream.range(0, 30).forEach(n -> log.add(new IOException("no. " + n), n));

        assertThat(log.newest(30))
                .filteredOn(failure -> failure.where() == null)
                .hasSizeGreaterThan(20);
    }

    @Test
    void allocatesNoKindForFailuresThatAreAlike() {
        log.add(new IOException("reset"), 0);
        log.add(new IOException("reset"), 0);

        assertThat(log.newest(2).get(0).where()).isNotNull().isSameAs(log.newest(2).get(1).where());
    }

    @Test
    void surviesExceptionsThatCannotBeAsked() {
        log.add(new Unspeakable(), 5);

        assertThat(log.newest().message()).isNull();
        assertThat(log.newest().where()).isNull();
    }

    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("no trace");
        }
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1_000,
                999_000,
                500_000_000L,
                2_000_000_000L,
                30_000_000_000L,
                86_400_000_000_000L
            })
    void keepsRoundDurationsAsTheyAre(long nanos) {
        long word = FailureWord.pack(1_790_000_000_123L, nanos);

        assertThat(FailureWord.nanos(word)).isEqualTo(nanos);
        assertThat(FailureWord.millis(word)).isEqualTo(1_790_000_000_123L);
    }

    @Test
    void keepsSixDigitsOfAnyDuration() {
        for (long nanos = 1_000;
                nanos > 0 && nanos < Duration.ofDays(200).toNanos();
                nanos = nanos * 3 + 7) {
            long kept = FailureWord.nanos(FailureWord.pack(1_790_000_000_000L, nanos));

            assertThat((double) kept).isBetween(nanos - 1_000 - nanos * 1e-5, (double) nanos);
        }
        assertThat(FailureWord.nanos(FailureWord.pack(0, Long.MAX_VALUE)))
                .isGreaterThan(Duration.ofDays(200).toNanos());
        assertThat(FailureWord.nanos(FailureWord.pack(0, -1))).isNegative();
    }
}
