package dev.breaker;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds of reasons for a transition, each known by words that only its text has. */
enum Reason {
    FAILURE_RATE("failure rate"),
    SLOW_CALL_RATE("slow-call rate"),
    FAILURE_COUNT("failure count"),
    CONSECUTIVE_FAILURES("consecutive failures"),
    CUSTOM("the custom rule holds"),
    WAIT_OVER("the wait is over"),
    PROBES_PASSED("below the thresholds"),
    PROBES_FAILED("probes failed"),
    LEASE_OVER("probes were settled within"),
    FORCED_OPEN("forced open by an operator"),
    CLOSED("closed by an operator"),
    HALF_OPENED("half-opened by an operator"),
    DISABLED("disabled by an operator"),
    METRICS_ONLY("set to metrics only by an operator"),
    RESET("reset by an operator"),
    INITIAL("the initial state");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    static @Nullable Reason of(@Nullable String text) {
        if (text == null) {
            return null;
        }
        List<Reason> fitting =
                Stream.of(values()).filter(reason -> text.contains(reason.words)).toList();
        if (fitting.size() != 1) {
            throw new AssertionError("'" + text + "' is none or several of the reasons " + fitting);
        }
        return fitting.get(0);
    }
}
