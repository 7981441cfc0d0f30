package dev.breaker.spring.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTests {

    private static final Instant NOW = Instant.parse("1994-11-06T08:48:37Z");

    @ParameterizedTest
    @ValueSource(strings = {"60", " 60 ", "0060"})
    void readsSeconds(String header) {
        assertThat(RetryAfter.read(header, NOW)).isEqualTo(Duration.ofMinutes(1));
    }

    /** The three forms of RFC 9110, section 5.6.7. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994"
            })
    void readsDates(String header) {
        assertThat(RetryAfter.read(header, NOW)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void readsADateWithTwoDigitsForTheDay() {
        assertThat(RetryAfter.read("Wed Nov 16 08:48:37 1994", NOW)).isEqualTo(Duration.ofDays(10));
    }

    @Test
    void takesAYearOfTwoDigitsForOneThatIsNear() {
        Instant lateInTheCentury = Instant.parse("1999-12-31T23:59:00Z");

        assertThat(RetryAfter.read("Saturday, 01-Jan-00 00:00:00 GMT", lateInTheCentury))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "-5",
                "+5",
                "1.5",
                "0",
                "60s",
                "Sun, 06 Nov 1994 08:47:37 GMT",
                "Sun, 06 Nov 1994 08:48:37 GMT",
                "Sun, 06 Nov 1994 08:49:37",
                "Sun, 66 Nov 1994 08:49:37 GMT",
                "1994-11-06T08:49:37Z",
                "Sunday, 06-Nov-1994 08:49:37 GMT"
            })
    void isNoWaitWhereItIsPastOrNotToBeRead(String header) {
        assertThat(RetryAfter.read(header, NOW)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999999", "99999999999999999999999999"})
    void readsAnyNumber(String header) {
        assertThat(RetryAfter.read(header, NOW)).isGreaterThan(Duration.ofDays(1_000_000));
    }
}
