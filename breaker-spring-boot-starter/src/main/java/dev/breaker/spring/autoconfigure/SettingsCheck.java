package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerConfig;
import dev.breaker.InvalidSettingException;
import dev.breaker.spring.KeySettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds values out of range and values that contradict each other, and the keys that set them. */
final class SettingsCheck {

    private static final Map<String, Object> ENGINE_DEFAULTS =
            BreakerConfig.builder().build().settings();

    private static final Setting BUFFER_SIZE = Setting.named("eventConsumerBufferSize");
    private static final Setting MAX_KEYS = Setting.named("maxKeys");
    private static final Setting KEY_IDLE_TIME = Setting.named("keyIdleTime");

    private final ConfiguredKeys keys;
    private final SettingsMapping mapping;
    private final Problems problems;

    SettingsCheck(ConfiguredKeys keys, SettingsMapping mapping, Problems problems) {
        this.keys = keys;
        this.mapping = mapping;
        this.problems = problems;
    }

    /**
     * Checks the settings that something has, its own and inherited ones. The engine names one
     * problem at a time; the setting at fault is then left out, to find the next.
     */
    void check(Lineage lineage) {
        BreakerSettings effective = lineage.effective();
        Set<Setting> leftOut = new HashSet<>();
        Optional<InvalidSettingException> wrong = build(effective);
        while (wrong.isPresent()) {
            Setting setting = Setting.named(wrong.get().settings().get(0));
            if (!leftOut.add(setting)) {
                break;
            }
            problems.add(problem(lineage, wrong.get()));
            setting.set(effective, null);
            wrong = build(effective);
        }
        checkStarter(lineage);
    }

    /** Checks what concerns the starter. */
    void checkStarter(Lineage lineage) {
        checkBufferSize(lineage);
        checkKeys(lineage);
    }

    private Optional<InvalidSettingException> build(BreakerSettings settings) {
        try {
            mapping.toBuilder(settings).build();
            return Optional.empty();
        } catch (InvalidSettingException e) {
            return Optional.of(e);
        }
    }

    private Problem problem(Lineage lineage, InvalidSettingException wrong) {
        List<Place> places =
                wrong.settings().stream().map(name -> place(lineage, Setting.named(name))).toList();
        return new Problem(
                places,
                withKeys(String.valueOf(wrong.getMessage())) + ".",
                places.size() > 1 ? "Change one of these values." : "Correct this value.");
    }

    private Place place(Lineage lineage, Setting setting) {
        return lineage.levelOf(setting)
                .flatMap(level -> keys.find(level.id(), setting))
                .orElseGet(() -> Place.ofDefault(setting, ENGINE_DEFAULTS.get(setting.name())));
    }

    /** The engine speaks of its builder's methods; who writes a file knows the keys. */
    static String withKeys(String message) {
        String result = message;
        for (Setting setting : Setting.ALL) {
            result = result.replaceAll("\\b" + setting.name() + "\\b", setting.key());
        }
        return result;
    }

    private void checkBufferSize(Lineage lineage) {
        Integer size = lineage.effective().getEventConsumerBufferSize();
        if (size != null && size < 0) {
            tooSmall(lineage, BUFFER_SIZE, size, "0");
        }
    }

    private void checkKeys(Lineage lineage) {
        BreakerSettings effective = lineage.effective();
        Integer most = effective.getMaxKeys();
        if (most != null && most < 1) {
            tooSmall(lineage, MAX_KEYS, most, "1");
        }
        Duration idle = effective.getKeyIdleTime();
        if (idle != null && idle.compareTo(KeySettings.SHORTEST_IDLE_TIME) < 0) {
            tooSmall(lineage, KEY_IDLE_TIME, idle, "1s");
        }
    }

    private void tooSmall(Lineage lineage, Setting setting, Object value, String least) {
        problems.add(
                new Problem(
                        place(lineage, setting),
                        "%s (%s) must be at least %s.".formatted(setting.key(), value, least),
                        "Correct this value."));
    }
}
