package dev.breaker;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds of reasons for a transition, each known by a pattern that only its text has. */
enum Reason {
    FAILURE_RATE("failure rate [0-9.]+ %"),
    SLOW_CALL_RATE("slow-call rate [0-9.]+ %"),
    FAILURE_COUNT("failure count [0-9]+ reached"),
    CONSECUTIVE_FAILURES("consecutive failures reached"),
    CUSTOM("the custom rule holds"),
    WAIT_OVER("the wait is over"),
    PROBES_PASSED("below the thresholds"),
    FAILURE_RATE_OF_PROBES("failure rate reached .* probes failed"),
    SLOW_CALL_RATE_OF_PROBES("slow-call rate reached .* probes were slow"),
    FIRST_FAILED_PROBE("a probe failed"),
    LEASE_OVER("probes were settled within"),
    FORCED_OPEN("^forced open by "),
    CLOSED("^closed by "),
    HALF_OPENED("^half-opened by "),
    DISABLED("^disabled by "),
    METRICS_ONLY("^set to metrics only by "),
    RESET("^reset by "),
    ORDER_OVER("^an order is over"),
    INITIAL("the initial state");

    private final Pattern pattern;

    Reason(String regex) {
        pattern = Pattern.compile(regex);
    }

    static @Nullable Reason of(@Nullable String text) {
        if (text == null) {
            return null;
        }
        List<Reason> fitting =
                Stream.of(values()).filter(reason -> reason.pattern.matcher(text).find()).toList();
        if (fitting.size() != 1) {
            throw new AssertionError("'" + text + "' is none or several of the reasons " + fitting);
        }
        return fitting.get(0);
    }
}
