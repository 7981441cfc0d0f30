package dev.breaker.spring.autoconfigure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds bases that do not exist and bases that inherit from themselves. */
final class InheritanceCheck {

    static final Setting BASE_CONFIG = Setting.named("baseConfig");

    private final ConfiguredKeys keys;
    private final Lineages lineages;

    InheritanceCheck(ConfiguredKeys keys, Lineages lineages) {
        this.keys = keys;
        this.lineages = lineages;
    }

    /** {@return what is wrong with the base of this level} */
    Optional<Problem> check(Level level) {
        String base = level.settings().getBaseConfig();
        if (base == null) {
            return Optional.empty();
        }
        if (level.equals(lineages.defaults())) {
            return Optional.of(
                    new Problem(
                            places(List.of(level)),
                            "breaker.configs.default is the base of all and has no base itself.",
                            "Remove this key."));
        }
        if (!lineages.names().contains(base)) {
            return Optional.of(unknown(level, base));
        }
        return circle(level);
    }

    private Problem unknown(Level level, String base) {
        return new Problem(
                places(List.of(level)),
                "There is no %s; there are: %s."
                        .formatted(
                                Keys.join(Keys.PREFIX, Keys.CONFIGS, base),
                                String.join(", ", lineages.names())),
                Nearest.to(base, lineages.names())
                        .map("Did you mean %s?"::formatted)
                        .orElse("Name one of these, or configure the base."));
    }

    /** Each of those that form a circle finds it; the one that comes first by name reports it. */
    private Optional<Problem> circle(Level level) {
        List<Level> path = lineages.path(level);
        boolean closed =
                lineages.baseOf(path.get(path.size() - 1)).filter(level.name()::equals).isPresent();
        boolean first = path.stream().noneMatch(other -> other.name().compareTo(level.name()) < 0);
        if (!closed || !first || level.id().map().equals(Keys.INSTANCES)) {
            return Optional.empty();
        }
        String names = path.stream().map(Level::name).collect(Collectors.joining(" -> "));
        return Optional.of(
                new Problem(
                        places(path),
                        "The bases inherit from each other in a circle: %s -> %s."
                                .formatted(names, level.name()),
                        "Remove one of these keys, or let it name a base outside the circle."));
    }

    private List<Place> places(List<Level> levels) {
        return levels.stream()
                .flatMap(level -> keys.find(level.id(), BASE_CONFIG).stream())
                .toList();
    }
}
