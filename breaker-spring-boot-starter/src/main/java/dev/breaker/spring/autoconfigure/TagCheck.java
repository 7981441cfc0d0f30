package dev.breaker.spring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Finds tags that the meters of breakers cannot have. What only looks different, as {@code
 * cost-center} and {@code costCenter}, is one label to Prometheus, and one variable of the
 * environment.
 */
final class TagCheck {

    static final Setting TAGS = Setting.named("tags");

    /** The keys of our own, and those that Prometheus keeps for itself. */
    private static final Set<String> TAKEN =
            Set.of("name", "kind", "from", "to", "state", "le", "quantile");

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*([._-][a-z0-9]+)*");

    private static final ConfigurationPropertyName OF_ALL_METERS =
            ConfigurationPropertyName.of("management.metrics.tags");

    /** One tag as it is written. */
    private record Written(String key, Level.Id level) {}

    private final ConfiguredKeys keys;
    private final Problems problems;
    private final Map<String, List<Written>> known = new LinkedHashMap<>();

    TagCheck(ConfiguredKeys keys, Problems problems) {
        this.keys = keys;
        this.problems = problems;
    }

    void check(List<Level> levels) {
        for (Level level : levels) {
            Map<String, String> tags = level.settings().getTags();
            for (String key : tags == null ? Set.<String>of() : tags.keySet()) {
                check(new Written(key, level.id()));
            }
        }
        known.values().forEach(this::checkSpelling);
    }

    private void check(Written tag) {
        String uniform = Keys.uniform(tag.key());
        if (!KEY.matcher(tag.key()).matches()) {
            problems.add(
                    new Problem(
                            places(List.of(tag)),
                            "'%s' is no key of a tag.".formatted(tag.key()),
                            "Write lower-case letters and digits, beginning with a letter; dots, dashes and"
                                    + " underscores may stand between them."));
        } else if (TAKEN.contains(uniform)) {
            problems.add(
                    new Problem(
                            places(List.of(tag)),
                            "The meters of breakers have a tag '%s' of their own, or Prometheus has."
                                    .formatted(uniform),
                            "Give the tag another key."));
        } else if (keys.place(OF_ALL_METERS.append("[" + tag.key() + "]")).isPresent()) {
            problems.add(
                    new Problem(
                            places(List.of(tag)),
                            "All meters of the application have a tag '%s', by %s.%s; breakers without this one would lose that."
                                    .formatted(tag.key(), OF_ALL_METERS, tag.key()),
                            "Give the tag another key."));
        } else {
            known.computeIfAbsent(uniform, missing -> new ArrayList<>()).add(tag);
        }
    }

    private void checkSpelling(List<Written> alike) {
        List<String> spellings = alike.stream().map(Written::key).distinct().toList();
        if (spellings.size() > 1) {
            problems.add(
                    new Problem(
                            places(alike),
                            "The tags %s are one to Prometheus."
                                    .formatted(String.join(" and ", spellings)),
                            "Write the key the same everywhere; of letters and digits only where"
                                    + " variables of the environment set it, too."));
        }
    }

    private List<Place> places(List<Written> tags) {
        return tags.stream()
                .flatMap(tag -> keys.find(tag.level(), TAGS, tag.key()).stream())
                .distinct()
                .toList();
    }
}
