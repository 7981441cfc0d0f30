package dev.breaker.spring.autoconfigure;

import java.util.Map;
import java.util.function.Predicate;

/** A value for every setting that is not its default. */
final class Samples {

    private static final Map<String, String> VALUES =
            Map.ofEntries(
                    Map.entry("base-config", "sample"),
                    Map.entry("sliding-window-type", "count-based"),
                    Map.entry("sliding-window-size", "60"),
                    Map.entry("minimum-number-of-calls", "7"),
                    Map.entry("failure-rate-threshold", "12.5"),
                    Map.entry("failure-count-threshold", "5"),
                    Map.entry("consecutive-failures-threshold", "6"),
                    Map.entry("slow-call-duration-threshold", "250"),
                    Map.entry("slow-call-rate-threshold", "80"),
                    Map.entry("record-exceptions", "java.io.IOException"),
                    Map.entry("ignore-exceptions", "java.lang.IllegalStateException"),
                    Map.entry("record-failure-predicate", Any.class.getName()),
                    Map.entry("ignore-exception-predicate", Any.class.getName()),
                    Map.entry("record-result-predicate", Any.class.getName()),
                    Map.entry("wait-duration-in-open-state", "5s"),
                    Map.entry("enable-exponential-backoff", "true"),
                    Map.entry("exponential-backoff-multiplier", "1.5"),
                    Map.entry("exponential-max-wait-duration-in-open-state", "2m"),
                    Map.entry("enable-randomized-wait", "true"),
                    Map.entry("randomized-wait-factor", "0.25"),
                    Map.entry("honor-retry-after", "false"),
                    Map.entry("max-wait-duration-from-failure", "3m"),
                    Map.entry("permitted-number-of-calls-in-half-open-state", "9"),
                    Map.entry("max-wait-duration-in-half-open-state", "0"),
                    Map.entry("transition-to-state-after-wait-duration", "closed"),
                    Map.entry("automatic-transition-from-open-to-half-open-enabled", "true"),
                    Map.entry("initial-state", "forced-open"),
                    Map.entry("writable-stack-trace-enabled", "true"),
                    Map.entry("fallback-on", "rejection"),
                    Map.entry("event-consumer-buffer-size", "11"),
                    Map.entry("max-keys", "12"),
                    Map.entry("key-idle-time", "20m"),
                    Map.entry("meters-per-key", "true"),
                    Map.entry("tags", "blue"),
                    Map.entry("register-health-indicator", "false"),
                    Map.entry("allow-health-indicator-to-fail", "true"));

    private Samples() {}

    /** Fails for a setting that was added without a sample. */
    static String of(Setting setting) {
        String value = VALUES.get(setting.key());
        if (value == null) {
            throw new AssertionError("No sample for " + setting.key());
        }
        return value;
    }

    static final class Any implements Predicate<Object> {

        @Override
        public boolean test(Object ignored) {
            return true;
        }
    }
}
