package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerConfig;
import dev.breaker.spring.KeySettings;
import dev.breaker.spring.StarterSettings;
import dev.breaker.spring.http.RetryAfterReader;
import java.lang.reflect.RecordComponent;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.util.ReflectionUtils;

/** The defaults that engine and starter really have, to compare documentation with. */
final class Defaults {

    private static final Map<String, Object> VALUES = new HashMap<>();

    static {
        VALUES.put("baseConfig", Lineages.DEFAULT);
        VALUES.putAll(BreakerConfig.builder().build().settings());
        putAll(StarterSettings.DEFAULTS);
        putAll(KeySettings.DEFAULTS);
    }

    private static void putAll(Record defaults) {
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            VALUES.put(
                    component.getName(),
                    ReflectionUtils.invokeMethod(component.getAccessor(), defaults));
        }
    }

    private Defaults() {}

    /** What the engine has where nothing is configured, and there are HTTP clients. */
    static BreakerConfig.Builder engine() {
        return BreakerConfig.builder()
                .waitDurationFromFailure(new RetryAfterReader(InstantSource.system(), null));
    }

    /** The default of a setting; null for a predicate, which is not set. */
    static @Nullable Object of(Setting setting) {
        return VALUES.get(setting.name());
    }

    /** A documented value as the type of the default. */
    static Object read(Setting setting, String documented) {
        return ApplicationConversionService.getSharedInstance()
                .convert(documented, of(setting).getClass());
    }

    /**
     * Whether it is documented in words instead: a list that is empty, a predicate that is not set.
     */
    static boolean isInWords(Setting setting) {
        return Arrays.asList("all", "none").contains(inWords(setting));
    }

    static String inWords(Setting setting) {
        return setting.name().equals("recordExceptions")
                ? "all"
                : setting.isList() || setting.isMap() || setting.isPredicate() ? "none" : "";
    }
}
