package dev.breaker.spring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Everything that the environment holds below {@code breaker}, and where it stands.
 *
 * <p>Environment variables are apart: they spell neither case nor dashes, so that they cannot give
 * a breaker its name, and they may be there for other purposes, as those by which Kubernetes
 * announces a service.
 */
final class ConfiguredKeys {

    static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(Keys.PREFIX);
    private static final int NAME = 2; // the element after "breaker.instances"

    private final List<ConfigurationPropertySource> sources = new ArrayList<>();
    private final List<ConfigurationProperty> written = new ArrayList<>();
    private final Map<Level.Id, ConfigurationPropertyName> names = new LinkedHashMap<>();
    private final Map<Level.Id, ConfigurationPropertyName> variables = new LinkedHashMap<>();

    ConfiguredKeys(Environment environment) {
        this(ConfigurationPropertySources.get(environment));
    }

    ConfiguredKeys(Iterable<? extends ConfigurationPropertySource> all) {
        for (ConfigurationPropertySource source : all) {
            sources.add(source);
            if (source instanceof IterableConfigurationPropertySource iterable) {
                addAll(iterable);
            }
        }
    }

    static boolean isVariables(@Nullable ConfigurationPropertySource source) {
        return source != null
                && source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
    }

    private void addAll(IterableConfigurationPropertySource source) {
        for (ConfigurationPropertyName name : source) {
            if (name.equals(ROOT) || ROOT.isAncestorOf(name)) {
                ConfigurationProperty property = source.getConfigurationProperty(name);
                if (property != null) {
                    add(property, isVariables(source));
                }
            }
        }
    }

    private void add(ConfigurationProperty property, boolean variable) {
        if (!variable) {
            written.add(property);
        }
        ConfigurationPropertyName name = property.getName();
        if (name.getNumberOfElements() > NAME && KeyCheck.isMap(name.getElement(1, Form.UNIFORM))) {
            (variable ? variables : names).putIfAbsent(idOf(name), name.chop(NAME + 1));
        }
    }

    private static Level.Id idOf(ConfigurationPropertyName name) {
        return new Level.Id(name.getElement(1, Form.UNIFORM), name.getElement(NAME, Form.ORIGINAL));
    }

    /**
     * The sources without what stands where a group should: Spring Boot makes an empty group of an
     * empty text, as of {@code inventory: {}}, and then forgets what another file says of the
     * group.
     */
    List<ConfigurationPropertySource> values() {
        List<ConfigurationPropertySource> values = new ArrayList<>();
        for (ConfigurationPropertySource source : sources) {
            values.add(source.filter(name -> !KeyCheck.isGroup(name)));
        }
        return values;
    }

    /** {@return all that is written in files and the like, by precedence; not the variables} */
    List<ConfigurationProperty> written() {
        return written;
    }

    /** {@return the breakers and bases that are named in files and the like} */
    Set<Level.Id> named() {
        return names.keySet();
    }

    boolean isNamed(Level.Id id) {
        return names.containsKey(id);
    }

    /** {@return whether this name is only what a variable made of a name that is written} */
    boolean isPhantom(Level.Id id) {
        return !isNamed(id) && named().stream().anyMatch(id::looksLike);
    }

    /** {@return whether this is a key of a {@linkplain #isPhantom(Level.Id) phantom}} */
    boolean isPhantom(ConfigurationPropertyName name) {
        return name.getNumberOfElements() > NAME && isPhantom(idOf(name));
    }

    /** {@return the first key of a breaker or base} */
    Optional<Place> first(Level.Id id) {
        return written.stream()
                .filter(property -> property.getName().getNumberOfElements() > NAME)
                .filter(property -> idOf(property.getName()).equals(id))
                .findFirst()
                .map(Place::of);
    }

    /** {@return where a key is set, if it is} */
    Optional<Place> place(ConfigurationPropertyName name) {
        return find(name).findFirst().map(Place::of);
    }

    /** {@return where a setting of a breaker or base is set, if it is} */
    Optional<Place> find(Level.Id id, Setting setting) {
        return key(id, setting)
                .flatMap(key -> Stream.of(key, key.append("[0]")))
                .flatMap(this::find)
                .findFirst()
                .map(Place::of);
    }

    /**
     * {@return where one element of a list is set; where the whole list is, if it is in one line}
     */
    Optional<Place> find(Level.Id id, Setting setting, int index) {
        return key(id, setting)
                .flatMap(key -> Stream.of(key.append("[" + index + "]"), key))
                .flatMap(this::find)
                .findFirst()
                .map(Place::of);
    }

    /** {@return where one key below a setting is set} */
    Optional<Place> find(Level.Id id, Setting setting, String below) {
        Stream<ConfigurationProperty> file =
                written.stream()
                        .filter(property -> isBelow(property.getName(), id, setting, below));
        Stream<ConfigurationProperty> variable =
                key(id, setting).map(key -> key.append("[" + below + "]")).flatMap(this::find);
        return Stream.concat(file, variable).findFirst().map(Place::of);
    }

    private static boolean isBelow(
            ConfigurationPropertyName name, Level.Id id, Setting setting, String below) {
        int first = NAME + 2;
        return name.getNumberOfElements() > first
                && idOf(name).equals(id)
                && Setting.find(name.getElement(first - 1, Form.ORIGINAL))
                        .filter(setting::equals)
                        .isPresent()
                && IntStream.range(first, name.getNumberOfElements())
                        .mapToObj(i -> name.getElement(i, Form.ORIGINAL))
                        .collect(Collectors.joining("."))
                        .equals(below);
    }

    private Stream<ConfigurationPropertyName> key(Level.Id id, Setting setting) {
        Stream<ConfigurationPropertyName> variable = // which may spell the name otherwise
                variables.entrySet().stream()
                        .filter(known -> known.getKey().looksLike(id))
                        .map(Map.Entry::getValue);
        return Stream.concat(Stream.ofNullable(names.get(id)), variable)
                .map(name -> name.append(setting.key()));
    }

    private Stream<ConfigurationProperty> find(ConfigurationPropertyName name) {
        return sources.stream()
                .map(source -> source.getConfigurationProperty(name))
                .flatMap(Stream::ofNullable);
    }
}
