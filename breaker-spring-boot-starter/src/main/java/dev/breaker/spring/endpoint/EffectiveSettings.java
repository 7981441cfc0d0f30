package dev.breaker.spring.endpoint;

import dev.breaker.BreakerConfig;
import dev.breaker.spring.StarterSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The settings in effect, by the keys that they have under {@code breaker.instances.<name>}. */
final class EffectiveSettings {

    /** The one setting that has another name in the configuration of an application. */
    private static final Map<String, String> RENAMED =
            Map.of("recordResult", "record-result-predicate");

    private EffectiveSettings() {}

    static Map<String, Object> of(BreakerConfig config, StarterSettings starter) {
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
        return settings;
    }

    /** Of the settings of an engine, those that are not what they are in another. */
    static Map<String, Object> different(BreakerConfig from, BreakerConfig in) {
        Map<String, Object> before = from.settings();
        Map<String, Object> different = new LinkedHashMap<>();
        in.settings()
                .forEach(
                        (name, value) -> {
                            if (!value.equals(before.get(name))) {
                                different.put(key(name), shown(value));
                            }
                        });
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
