package dev.breaker.spring.autoconfigure;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Finds names of breakers and bases that are blank, and those that relaxed binding would mangle or
 * mix up: it drops every character that is no letter, digit or dash unless the name is in brackets,
 * and takes names that differ in case and dashes only for one.
 */
final class NameCheck {

    private static final Pattern MANGLED =
            Pattern.compile(
                    "breaker\\.(configs|instances)\\.([^\\[]*?[^\\w.\\[-][^\\[]*?)(\\.[\\w-]+(?:\\[\\d+])?)?");

    private NameCheck() {}

    static void check(ConfigurableEnvironment environment, ConfiguredKeys keys, Problems problems) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable
                    && !(source instanceof SystemEnvironmentPropertySource)) {
                checkMangled(enumerable, problems);
            }
        }
        for (Level.Id id : keys.named()) {
            if (id.name().isBlank()) {
                problems.add(blank(keys.first(id).stream().toList(), id.map()));
            }
        }
        checkMixedUp(keys, problems);
    }

    private static Problem blank(List<Place> places, String map) {
        return new Problem(
                places,
                "The name between 'breaker.%s' and the setting is blank.".formatted(map),
                "Give it a name, as in breaker.%s.inventory.".formatted(map));
    }

    private static void checkMangled(EnumerablePropertySource<?> source, Problems problems) {
        Set<String> seen = new HashSet<>();
        for (String name : source.getPropertyNames()) {
            Matcher key = MANGLED.matcher(name);
            if (key.matches() && seen.add(key.group(1) + key.group(2))) {
                problems.add(mangled(source, key));
            }
        }
    }

    private static Problem mangled(EnumerablePropertySource<?> source, Matcher key) {
        String name = key.group(2);
        Place place =
                new Place(
                        key.group(),
                        source.getProperty(key.group()),
                        String.valueOf(PropertySourceOrigin.get(source, key.group())));
        if (name.isBlank()) {
            return blank(List.of(place), key.group(1));
        }
        return new Problem(
                place,
                "Of the name '%s', Spring Boot would drop all but letters, digits and dashes."
                        .formatted(name),
                "Write it in brackets: breaker.%s[%s]%s; in YAML in quotes, too: \"[%s]\"."
                        .formatted(
                                key.group(1),
                                name,
                                Objects.requireNonNullElse(key.group(3), ""),
                                name));
    }

    private static void checkMixedUp(ConfiguredKeys keys, Problems problems) {
        MultiValueMap<Level.Id, Level.Id> alike = new LinkedMultiValueMap<>();
        for (Level.Id id : keys.named()) {
            alike.add(new Level.Id(id.map(), Keys.uniform(id.name())), id);
        }
        for (List<Level.Id> ids : alike.values()) {
            if (ids.size() > 1) {
                problems.add(mixedUp(keys, ids));
            }
        }
    }

    private static Problem mixedUp(ConfiguredKeys keys, List<Level.Id> ids) {
        return new Problem(
                ids.stream().flatMap(id -> keys.first(id).stream()).toList(),
                "Spring Boot takes %s for one name, and would mix their settings."
                        .formatted(
                                ids.stream()
                                        .map(id -> "'" + id.name() + "'")
                                        .collect(Collectors.joining(" and "))),
                "Write the name the same everywhere, or choose names that differ in more than case and"
                        + " dashes.");
    }
}
