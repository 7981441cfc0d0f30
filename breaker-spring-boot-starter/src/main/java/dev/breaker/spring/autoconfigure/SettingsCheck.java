package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerConfig;
import dev.breaker.InvalidSettingException;
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
        checkBufferSize(lineage);
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
            problems.add(
                    new Problem(
                            place(lineage, BUFFER_SIZE),
                            "%s (%d) must be at least 0.".formatted(BUFFER_SIZE.key(), size),
                            "Correct this value."));
        }
    }
}
