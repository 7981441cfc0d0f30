package dev.breaker.spring.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the endpoint says of breakers, as Java has it. */
final class Scenes {

    static final String REASON =
            "failure rate 75 % reached the threshold of 50 % (30 of 40 calls in the window failed)";

    private Scenes() {}

    static Map<String, Object> closed() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("state", "CLOSED");
        status.put("since", ago(Duration.ofHours(2)));
        status.put("failureRate", 2.5);
        status.put("failureRateThreshold", 50.0);
        status.put("slowCallRate", null);
        status.put("slowCallRateThreshold", 100.0);
        status.put("bufferedCalls", 40);
        status.put("failedCalls", 1);
        status.put("slowCalls", 0);
        status.put("slowFailedCalls", 0);
        status.put("notPermittedCalls", 0);
        status.put("tripReason", null);
        status.put("timeToNextProbe", null);
        status.put("totalSuccessfulCalls", 1000);
        status.put("totalFailedCalls", 20);
        status.put("totalIgnoredCalls", 3);
        status.put("inFlightCalls", 4);
        status.put("lateCalls", 1);
        status.put("openings", 0);
        status.put("shedCalls", 0);
        status.put("intervention", null);
        status.put("rehearsal", null);
        return status;
    }

    /** Open, with a probe due in a while. */
    static Map<String, Object> open(Duration untilProbe) {
        Map<String, Object> status = closed();
        status.put("state", "OPEN");
        status.put("since", ago(Duration.ofSeconds(12)));
        status.put("failureRate", 75.0);
        status.put("tripReason", REASON);
        status.put("timeToNextProbe", untilProbe.toString());
        status.put("openings", 3);
        status.put("shedCalls", 170);
        status.put("notPermittedCalls", 420);
        return status;
    }

    static Map<String, Object> forcedOpen(
            @Nullable String by, @Nullable String reason, Duration left) {
        Map<String, Object> status = closed();
        status.put("state", "FORCED_OPEN");
        status.put("intervention", intervention("FORCE_OPEN", by, reason, left));
        return status;
    }

    static Map<String, Object> intervention(
            String action, @Nullable String by, @Nullable String reason, Duration left) {
        Map<String, Object> intervention = new LinkedHashMap<>();
        intervention.put("action", action);
        intervention.put("by", by);
        intervention.put("reason", reason);
        intervention.put("at", ago(Duration.ofMinutes(1)));
        intervention.put("until", Instant.now().plus(left).toString());
        return intervention;
    }

    /** Details with everything that there can be, and these words where users have a say. */
    static Map<String, Object> details(String words) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("totalSlowCalls", 7);
        details.put("consecutiveSuccesses", 0);
        details.put("consecutiveFailures", 5);
        details.put("timeInStates", Map.of("CLOSED", "PT1H", "OPEN", "PT4M2S"));
        details.put("tripEvidence", evidence(words));
        details.put("transitions", List.of(transition(words)));
        details.put("failures", failures(words));
        details.put("settings", settings());
        details.put(
                "settingOrigins",
                Map.of(
                        "failure-rate-threshold", "changed by ann: " + words,
                        "sliding-window-size", "class path resource [application.yml] - 28:37",
                        "wait-duration-in-open-state", "default"));
        details.put("candidate", candidate(words));
        details.put("changes", List.of(change(words)));
        return details;
    }

    private static Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("sliding-window-type", "TIME_BASED");
        settings.put("sliding-window-size", 30);
        settings.put("failure-rate-threshold", 50.0);
        settings.put("wait-duration-in-open-state", "PT1M30S");
        settings.put("enable-exponential-backoff", false);
        settings.put("ignore-exceptions", List.of("java.io.FileNotFoundException"));
        settings.put("event-consumer-buffer-size", 100);
        settings.put("initial-state", "CLOSED");
        return settings;
    }

    private static Map<String, Object> evidence(String words) {
        return Map.of(
                "trigger",
                "FAILURE_RATE",
                "threshold",
                50.0,
                "value",
                75.0,
                "window",
                "the last 30 s",
                "bufferedCalls",
                40,
                "failedCalls",
                30,
                "slowCalls",
                12,
                "slowFailedCalls",
                9,
                "failureTypes",
                List.of(
                        Map.of("type", "java.net.SocketTimeoutException", "count", 21),
                        Map.of("type", words, "count", 9)),
                "failures",
                failures(words));
    }

    private static List<Map<String, Object>> failures(String words) {
        List<Map<String, Object>> failures = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            failures.add(
                    Map.of(
                            "at", ago(Duration.ofSeconds(i)),
                            "type", "java.net.SocketTimeoutException",
                            "duration", "PT2.01S",
                            "where", "shop.Inventory.stock(Inventory.java:41)",
                            "message", words));
        }
        return failures;
    }

    private static Map<String, Object> transition(String words) {
        return Map.of(
                "at",
                ago(Duration.ofMinutes(5)),
                "from",
                "CLOSED",
                "to",
                "OPEN",
                "reason",
                words,
                "openFor",
                "PT0S",
                "evidence",
                evidence(words),
                "intervention",
                intervention("FORCE_OPEN", words, words, Duration.ofMinutes(1)),
                "notPermittedCalls",
                0);
    }

    private static Map<String, Object> candidate(String words) {
        return Map.of(
                "settings", Map.of("failure-rate-threshold", 30.0),
                "by", words,
                "reason", words,
                "at", ago(Duration.ofHours(1)),
                "rehearsal",
                        Map.of(
                                "state",
                                "CLOSED",
                                "failureRate",
                                12.0,
                                "openings",
                                4,
                                "notPermittedCalls",
                                310));
    }

    private static Map<String, Object> change(String words) {
        return Map.of(
                "at", ago(Duration.ofHours(1)),
                "by", words,
                "reason", words,
                "from", Map.of("failure-rate-threshold", 60.0),
                "to", Map.of("failure-rate-threshold", 50.0));
    }

    private static String ago(Duration duration) {
        return Instant.now().minus(duration).toString();
    }
}
