package dev.breaker.spring.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Retry-After}: seconds, or a date in any form that RFC 9110 knows. */
final class RetryAfter {

    static final String HEADER = "Retry-After";

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;

    private static final Pattern SECONDS = Pattern.compile("\\d+");
    private static final int DIGITS_OF_A_LONG = 18;

    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private RetryAfter() {}

    /** {@return whether a response of this status asks for a wait with this header} */
    static boolean isAskedBy(int status) {
        return status == TOO_MANY_REQUESTS || status == SERVICE_UNAVAILABLE;
    }

    /**
     * How long to wait.
     *
     * @param header the value of the header
     * @param now the time from which a date is counted
     * @return null where the header is absent, cannot be read, or asks for no wait: a date that is
     *     past, zero seconds
     */
    static @Nullable Duration read(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        String value = header.strip();
        Duration wait = SECONDS.matcher(value).matches() ? seconds(value) : until(value, now);
        return wait == null || wait.isNegative() || wait.isZero() ? null : wait;
    }

    private static Duration seconds(String digits) {
        return Duration.ofSeconds(
                digits.length() > DIGITS_OF_A_LONG ? Long.MAX_VALUE : Long.parseLong(digits));
    }

    private static @Nullable Duration until(String date, Instant now) {
        try {
            return Duration.between(now, format(date, now).parse(date, Instant::from));
        } catch (DateTimeException | ArithmeticException unreadable) {
            return null;
        }
    }

    /** Of the three, only the first may be sent; the others must be understood. */
    private static DateTimeFormatter format(String date, Instant now) {
        if (date.indexOf('-') > 0) {
            return rfc850(now);
        }
        return date.indexOf(',') > 0 ? IMF_FIXDATE : ASCTIME;
    }

    /** Two digits of a year that is at most 50 years ahead. */
    private static DateTimeFormatter rfc850(Instant now) {
        int earliest = now.atOffset(ZoneOffset.UTC).getYear() - 49;
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, earliest)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
    }
}
