package dev.breaker.spring.autoconfigure;

import dev.breaker.Breaker;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.EffectiveSettings;
import dev.breaker.spring.KeyedBreakers;
import dev.breaker.spring.autoconfigure.BreakerConfigs.Resolved;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the settings of a breaker come from. */
final class Origins {

    private static final String DEFAULT = "default";
    private static final String CODE = "code";

    private final ConfiguredBreakers breakers;
    private final BreakerFamilies families;
    private final ChangeLog log;

    Origins(ConfiguredBreakers breakers, BreakerFamilies families, ChangeLog log) {
        this.breakers = breakers;
        this.families = families;
        this.log = log;
    }

    /** For the key of each setting. */
    Map<String, String> of(Breaker breaker) {
        ChangedSettings changed = log.of(breaker);
        Map<String, String> inherited =
                families.ownerOf(breaker)
                        .map(KeyedBreakers::own)
                        .filter(family -> family != breaker)
                        .map(this::of)
                        .orElseGet(() -> said(breaker));
        if (changed == null) {
            return inherited;
        }
        Map<String, String> origins = new LinkedHashMap<>(inherited);
        changed.notes().forEach((setting, note) -> origins.put(setting.key(), note.words()));
        return origins;
    }

    private Map<String, String> said(Breaker breaker) {
        BreakerConfigs configs = breakers.configs();
        Resolved known = breakers.said(breaker);
        Lineage lineage = known == null ? configs.base().lineage() : known.lineage();
        Map<String, Object> plain = configs.plain(lineage);
        Map<String, Object> inForce =
                EffectiveSettings.of(breaker.config(), breakers.settings(breaker.name()));
        Map<String, String> origins = new LinkedHashMap<>();
        inForce.forEach(
                (key, value) ->
                        origins.put(
                                key,
                                value.equals(plain.get(key))
                                        ? origin(key, lineage, configs)
                                        : CODE));
        return origins;
    }

    private static String origin(String key, Lineage lineage, BreakerConfigs configs) {
        return Setting.find(key).map(setting -> configs.origin(lineage, setting)).orElse(DEFAULT);
    }
}
