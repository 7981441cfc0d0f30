package dev.breaker.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** Guesses which key was meant by one that means nothing. */
final class KeySuggestion {

    private static final int MAP = 1;
    private static final int NAME = 2;
    private static final int SETTING = 3;

    private static final String HERE_STAND =
            "Below breaker stand: configs, instances, %s."
                    .formatted(String.join(", ", KeyCheck.SINGLE_KEYS));

    private final List<String> elements;
    private final String last;

    private KeySuggestion(ConfigurationPropertyName name) {
        elements =
                IntStream.range(0, name.getNumberOfElements())
                        .filter(i -> i == 0 || !name.isNumericIndex(i))
                        .mapToObj(i -> name.getElement(i, Form.ORIGINAL))
                        .toList();
        last = elements.get(elements.size() - 1);
    }

    /** {@return what to do about this key} */
    static String of(ConfigurationPropertyName name) {
        KeySuggestion suggestion = new KeySuggestion(name);
        return suggestion.inGroup() ? suggestion.forGroup() : suggestion.forSingle();
    }

    private boolean inGroup() {
        return elements.size() > MAP && KeyCheck.isMap(Keys.uniform(elements.get(MAP)));
    }

    private String forGroup() {
        if (elements.size() <= SETTING) {
            return elements.size() > NAME ? withoutName() : "Write the names of breakers below it.";
        }
        Optional<Setting> above = Setting.find(elements.get(SETTING));
        if (above.isPresent() && above.get().isMap()) {
            return "Write keys with a value each below it, or leave it out.";
        }
        if (above.isPresent()) {
            return "Write the value at %s.".formatted(keyOf(above.get().key()));
        }
        Optional<Setting> setting = Setting.find(last);
        if (setting.isPresent() && elements.size() > SETTING + 1) {
            return dotted(setting.get());
        }
        return Nearest.to(elements.get(SETTING), Setting.KEYS)
                .map(key -> "Did you mean %s?".formatted(keyOf(key)))
                .orElseGet(KeySuggestion::listSettings);
    }

    private String keyOf(String setting) {
        return Keys.join(Keys.PREFIX, elements.get(MAP), elements.get(NAME), setting);
    }

    /** A setting stands where the name of a breaker or base should be. */
    private String withoutName() {
        return Setting.find(last)
                .map(KeySuggestion::forOneOrAll)
                .orElse("Write its settings below it, or no value for those of its base.");
    }

    private static String forOneOrAll(Setting setting) {
        return "Did you mean %s (all breakers), or %s (one breaker)?"
                .formatted(
                        Keys.join(Keys.PREFIX, Keys.CONFIGS, Lineages.DEFAULT, setting.key()),
                        "breaker.instances.<name>." + setting.key());
    }

    /** A name with a dot in it, without the brackets that would keep it together. */
    private String dotted(Setting setting) {
        String name = String.join(".", elements.subList(NAME, elements.size() - 1));
        return didYouMean(Keys.PREFIX, elements.get(MAP), name, setting.key())
                + " A name with other characters than letters, digits and dashes stands in brackets; in"
                + " YAML in quotes, too: \"[%s]\".".formatted(name);
    }

    private String forSingle() {
        if (elements.size() == MAP) {
            return HERE_STAND;
        }
        Optional<Setting> setting = Setting.find(last);
        if (setting.isPresent() && elements.size() == NAME) {
            return forOneOrAll(setting.get());
        }
        if (setting.isPresent() && elements.size() == SETTING) {
            return withoutMap(setting.get());
        }
        return nearestNamedValue()
                .or(() -> nearestTop().map(this::didYouMeanTop))
                .orElse(HERE_STAND);
    }

    /** The key below which names of the application stand is misspelt. */
    private Optional<String> nearestNamedValue() {
        for (ConfigurationPropertyName map : KeyCheck.NAMED_VALUES) {
            int length = map.getNumberOfElements();
            if (elements.size() > length) {
                String group = String.join(".", elements.subList(MAP, length));
                String known = map.subName(MAP).toString();
                if (Nearest.to(group, List.of(known)).isPresent()) {
                    return Optional.of(didYouMeanNamed(map, length));
                }
            }
        }
        return Optional.empty();
    }

    private String didYouMeanNamed(ConfigurationPropertyName map, int length) {
        List<String> names = elements.subList(length, elements.size());
        return "Did you mean %s.%s?".formatted(map, String.join(".", names));
    }

    /** The name of a breaker, or of the base of all, stands directly below the prefix. */
    private String withoutMap(Setting setting) {
        String name = elements.get(MAP);
        String map = name.equals(Lineages.DEFAULT) ? Keys.CONFIGS : Keys.INSTANCES;
        return didYouMean(Keys.PREFIX, map, name, setting.key());
    }

    private Optional<String> nearestTop() {
        Stream<String> groups = Stream.of(Keys.CONFIGS, Keys.INSTANCES);
        List<String> known = Stream.concat(groups, KeyCheck.SINGLE_KEYS.stream()).sorted().toList();
        return Nearest.to(elements.get(MAP), known)
                .or(
                        () ->
                                Nearest.to(
                                        String.join(".", elements.subList(MAP, elements.size())),
                                        known));
    }

    private String didYouMeanTop(String key) {
        if (!KeyCheck.isMap(key)) {
            return "Did you mean breaker.%s?".formatted(key);
        }
        List<String> meant = new ArrayList<>(elements);
        meant.set(MAP, key);
        return didYouMean(meant.toArray(String[]::new));
    }

    private static String didYouMean(String... elements) {
        return "Did you mean %s?".formatted(Keys.join(elements));
    }

    private static String listSettings() {
        return "Remove it. The settings are: %s.".formatted(String.join(", ", Setting.KEYS));
    }
}
