package dev.breaker.spring.autoconfigure;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.util.StringUtils;

/**
 * Finds keys that mean nothing: misspelt, at the wrong level, or a value where a group should be.
 */
final class KeyCheck {

    /** The keys outside the groups. */
    static final List<String> SINGLE_KEYS =
            List.of(
                    "enabled",
                    "mode",
                    "order",
                    "cloud.enabled",
                    "cloud.max-breakers",
                    "jdbc.data-sources",
                    "web.enabled",
                    "dashboard.enabled",
                    "http.rest-client",
                    "http.rest-template",
                    "http.web-client",
                    "http.service-groups",
                    "http.configuration",
                    "http.max-hosts",
                    "http.failure-statuses",
                    "http.ignored-statuses");

    /** Those of them that hold lists. */
    private static final Set<String> LISTS =
            Set.of("http.failure-statuses", "http.ignored-statuses");

    /** Those of them below which stand names of the application, with a value each. */
    static final List<ConfigurationPropertyName> NAMED_VALUES = List.of(GuardedBeans.DATA_SOURCES);

    private static final int MAP = 1;
    private static final int SETTING = 3;

    private KeyCheck() {}

    static void check(ConfiguredKeys keys, Problems problems) {
        for (ConfigurationProperty property : keys.written()) {
            Place place = Place.of(property);
            if (!problems.concern(place)) {
                check(property)
                        .map(reason -> problem(place, property, reason))
                        .ifPresent(problems::add);
            }
        }
    }

    private static Problem problem(Place place, ConfigurationProperty property, String reason) {
        return new Problem(place, reason, KeySuggestion.of(property.getName()));
    }

    /** {@return what is wrong with the key of this property} */
    private static Optional<String> check(ConfigurationProperty property) {
        ConfigurationPropertyName name = property.getName();
        if (isGroup(name)) {
            return isEmpty(property) && !isMapOfItsOwn(name)
                    ? Optional.empty()
                    : Optional.of("A group of keys stands here, not a value.");
        }
        return isMap(name.getElement(MAP, Form.UNIFORM)) ? checkSetting(name) : checkSingle(name);
    }

    /** {@return whether a group of keys should stand where this name stands, and not a value} */
    static boolean isGroup(ConfigurationPropertyName name) {
        int length = name.getNumberOfElements();
        if (length <= MAP) {
            return name.equals(ConfiguredKeys.ROOT);
        }
        return isMap(name.getElement(MAP, Form.UNIFORM))
                ? length <= SETTING || isMapOfItsOwn(name)
                : NAMED_VALUES.contains(name)
                        || SINGLE_KEYS.stream().anyMatch(key -> key.startsWith(path(name) + "."));
    }

    /** Whether this is the key of a setting below which stand further keys. */
    private static boolean isMapOfItsOwn(ConfigurationPropertyName name) {
        return name.getNumberOfElements() == SETTING + 1
                && Setting.find(name.getElement(SETTING, Form.ORIGINAL))
                        .filter(Setting::isMap)
                        .isPresent();
    }

    static boolean isMap(String element) {
        return element.equals(Keys.CONFIGS) || element.equals(Keys.INSTANCES);
    }

    /** An empty group, as in {@code inventory: {}}, names a breaker that has nothing of its own. */
    private static boolean isEmpty(ConfigurationProperty property) {
        return !StringUtils.hasText(String.valueOf(property.getValue()));
    }

    private static Optional<String> checkSetting(ConfigurationPropertyName name) {
        Optional<Setting> setting = Setting.find(name.getElement(SETTING, Form.ORIGINAL));
        if (setting.isEmpty()) {
            return Optional.of("There is no such key.");
        }
        int rest = name.getNumberOfElements() - SETTING - 1;
        boolean element = rest == 1 && name.isNumericIndex(SETTING + 1) && setting.get().isList();
        if (rest == 0 || element || setting.get().isMap()) {
            return Optional.empty();
        }
        return Optional.of(
                setting.get().isList()
                        ? "%s is a list; no keys stand below it.".formatted(setting.get().key())
                        : "%s is a single value; nothing stands below it."
                                .formatted(setting.get().key()));
    }

    private static Optional<String> checkSingle(ConfigurationPropertyName name) {
        boolean element = name.isLastElementIndexed() && LISTS.contains(path(name.getParent()));
        return element
                        || SINGLE_KEYS.contains(path(name))
                        || NAMED_VALUES.stream().anyMatch(map -> map.isAncestorOf(name))
                ? Optional.empty()
                : Optional.of("There is no such key.");
    }

    /** {@return what stands after the prefix, in the form in which Spring Boot compares keys} */
    private static String path(ConfigurationPropertyName name) {
        return name.subName(1).toString();
    }
}
