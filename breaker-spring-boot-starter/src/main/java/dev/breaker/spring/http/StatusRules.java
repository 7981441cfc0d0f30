package dev.breaker.spring.http;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the status of a response says about the server. Immutable. */
public final class StatusRules {

    /** What counts as failure where nothing is configured: the server is ill or overloaded. */
    public static final List<String> FAILURES = List.of("5xx", "429", "408");

    /** What says nothing of the server where nothing is configured: the request was wrong. */
    public static final List<String> IGNORED = List.of("4xx");

    /** What a status counts as. */
    enum Verdict {
        SUCCESS,
        FAILURE,
        IGNORED
    }

    private static final Pattern STATUS = Pattern.compile("([1-9])(\\d\\d|[xX]{2})");
    private static final int CLASS = 100;

    private final BitSet failures;
    private final BitSet ignored;

    /**
     * Rules. A status that is in both lists is a failure, one that is in none a success.
     *
     * @param failures statuses that are failures: codes such as {@code 503}, or whole classes of
     *     them, such as {@code 5xx}
     * @param ignored statuses that are neither failure nor success, written likewise
     * @throws IllegalArgumentException if one of them is no {@linkplain #isStatus status}
     */
    public StatusRules(Collection<String> failures, Collection<String> ignored) {
        this.failures = bits(failures);
        this.ignored = bits(ignored);
    }

    /**
     * Whether a text is a status, or a class of them.
     *
     * @param text what was written
     * @return whether it is like {@code 503} or {@code 5xx}
     */
    public static boolean isStatus(String text) {
        return STATUS.matcher(text).matches();
    }

    private static BitSet bits(Collection<String> statuses) {
        BitSet bits = new BitSet();
        for (String status : statuses) {
            Matcher parts = STATUS.matcher(status);
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "'%s' is no HTTP status; write one such as 503, or a class of them, such as 5xx"
                                .formatted(status));
            }
            int start = CLASS * Integer.parseInt(parts.group(1));
            if (Character.isDigit(parts.group(2).charAt(0))) {
                bits.set(Integer.parseInt(status));
            } else {
                bits.set(start, start + CLASS);
            }
        }
        return bits;
    }

    Verdict of(int status) {
        if (failures.get(status)) {
            return Verdict.FAILURE;
        }
        return ignored.get(status) ? Verdict.IGNORED : Verdict.SUCCESS;
    }
}
