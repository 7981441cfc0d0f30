package dev.breaker.spring;

import dev.breaker.BreakerConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The settings in effect, by the keys that they have under {@code breaker.instances.<name>}. */
public final class EffectiveSettings {

    /** The one setting that has another name in the configuration of an application. */
    private static final Map<String, String> RENAMED =
            Map.of("recordResult", "record-result-predicate");

    private EffectiveSettings() {}

    /**
     * The settings of a breaker.
     *
     * @param config what concerns the engine
     * @param starter what concerns the starter
     * @return each by its key: numbers, booleans, enums, durations, and names of classes
     */
    public static Map<String, Object> of(BreakerConfig config, StarterSettings starter) {
        Map<String, Object> settings = new LinkedHashMap<>();
        config.settings().forEach((name, value) -> settings.put(key(name), shown(value)));
        settings.put("fallback-on", starter.fallbackOn());
        settings.put("honor-retry-after", starter.honorRetryAfter());
        settings.put("event-consumer-buffer-size", starter.eventConsumerBufferSize());
        settings.put("register-health-indicator", starter.registerHealthIndicator());
        settings.put("allow-health-indicator-to-fail", starter.allowHealthIndicatorToFail());
        settings.put("max-keys", starter.keys().maxKeys());
        settings.put("key-idle-time", starter.keys().keyIdleTime());
        settings.put("meters-per-key", starter.keys().metersPerKey());
        settings.put("tags", starter.tags());
        return settings;
    }

    /**
     * Some of the settings.
     *
     * @param keys which of them
     * @param settings all of them
     * @return those that are set, in the order of the keys
     */
    public static Map<String, Object> only(Set<String> keys, Map<String, Object> settings) {
        Map<String, Object> only = new LinkedHashMap<>();
        for (String key : keys) {
            Object value = settings.get(key);
            if (value != null) {
                only.put(key, value);
            }
        }
        return only;
    }

    /**
     * Of some settings, those that are not what they are in others.
     *
     * @param settings those that are looked at
     * @param others those with which they are compared
     * @return those that differ
     */
    public static Map<String, Object> different(
            Map<String, Object> settings, Map<String, Object> others) {
        Map<String, Object> different = new LinkedHashMap<>(settings);
        different.entrySet().removeAll(others.entrySet());
        return different;
    }

    private static String key(String name) {
        String kebab = name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return RENAMED.getOrDefault(name, kebab);
    }

    /** Of a predicate or rule, the class is all that can be told. */
    private static Object shown(Object value) {
        if (value instanceof Collection<?> values) {
            return values.stream().map(EffectiveSettings::shown).toList();
        }
        if (value instanceof Number
                || value instanceof Boolean
                || value instanceof Enum<?>
                || value instanceof Duration) {
            return value;
        }
        return value instanceof Class<?> type ? type.getName() : value.getClass().getName();
    }
}
