package dev.breaker.sample.alerting;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What becomes of alerts, read from Prometheus until what is awaited has come. */
final class AlertLog {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Prometheus prometheus;
    private final long start = System.nanoTime();
    private final Set<String> fired = new TreeSet<>();
    private Map<String, String> states = Map.of();

    AlertLog(Prometheus prometheus) {
        this.prometheus = prometheus;
    }

    /** Waits until each of these has fired, such as {@code BreakerOpen orders inventory}. */
    void awaitFiring(Set<String> alerts) {
        await("firing: " + alerts)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> haveFired().containsAll(alerts));
    }

    /** Waits until none of these is there any more, pending or firing. */
    void awaitResolved(Set<String> alerts) {
        await("resolved: " + alerts)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> present().keySet().stream().noneMatch(alerts::contains));
    }

    /** At some time: one may have resolved before another fires. */
    private Set<String> haveFired() {
        fired.addAll(firing());
        return fired;
    }

    Set<String> firing() {
        Map<String, String> firing = new TreeMap<>(present());
        firing.values().removeIf(state -> !state.equals("firing"));
        return firing.keySet();
    }

    /** All alerts that are there, with their states. */
    private Map<String, String> present() {
        Map<String, String> now = new TreeMap<>();
        for (JsonNode alert : prometheus.api("alerts").at("/data/alerts")) {
            JsonNode labels = alert.get("labels");
            now.put(
                    "%s %s %s"
                            .formatted(
                                    labels.get("alertname").asString(),
                                    labels.get("job").asString(),
                                    labels.get("name").asString()),
                    alert.get("state").asString());
        }
        print(now);
        return now;
    }

    private void print(Map<String, String> now) {
        Map<String, String> all = new TreeMap<>(states);
        all.putAll(now);
        for (String alert : new ArrayList<>(all.keySet())) {
            String before = states.getOrDefault(alert, "inactive");
            String after = now.getOrDefault(alert, "inactive");
            if (!before.equals(after)) {
                System.out.printf(
                        "%5.1f s  %s: %s -> %s%n",
                        (System.nanoTime() - start) / 1e9, alert, before, after);
            }
        }
        states = now;
    }
}
