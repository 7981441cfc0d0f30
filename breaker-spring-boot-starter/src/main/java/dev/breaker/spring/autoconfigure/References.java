package dev.breaker.spring.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * The classes and beans that the configuration names. Each is looked up or made once, so that
 * breakers with equal settings have equal configurations. Thread-safe.
 */
final class References {

    /** Where exceptions live that are named without, or with the wrong package. */
    private static final List<String> PACKAGES =
            List.of(
                    "java.lang.",
                    "java.io.",
                    "java.net.",
                    "java.net.http.",
                    "java.util.",
                    "java.util.concurrent.",
                    "java.sql.",
                    "java.nio.channels.",
                    "org.springframework.web.client.",
                    "org.springframework.web.reactive.function.client.",
                    "org.springframework.dao.");

    private final ConfigurableListableBeanFactory beans;
    private final Map<String, Predicate<?>> predicates = new ConcurrentHashMap<>();

    References(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * The exception class of this name.
     *
     * @throws UnresolvedException if there is none
     */
    Class<? extends Throwable> exception(String name) {
        Class<?> type = load(name);
        if (type == null) {
            throw new UnresolvedException(
                    "There is no class %s on the class path.".formatted(name),
                    inKnownPackage(name)
                            .map("Did you mean %s?"::formatted)
                            .orElse(
                                    "Name a class with its package (a nested class as Outer$Inner), or"
                                            + " add its library."));
        }
        if (!Throwable.class.isAssignableFrom(type)) {
            throw new UnresolvedException(
                    "%s is not an exception: it does not extend Throwable.".formatted(name),
                    "Name the class of an exception.");
        }
        return type.asSubclass(Throwable.class);
    }

    private Optional<String> inKnownPackage(String name) {
        String simple = ClassUtils.getShortName(name);
        return PACKAGES.stream()
                .map(known -> known + simple)
                .filter(candidate -> load(candidate) != null)
                .findFirst();
    }

    /**
     * The predicate of this name: a bean, or an instance of a class.
     *
     * @throws UnresolvedException if there is neither, or it is no predicate
     */
    Predicate<?> predicate(String name) {
        Predicate<?> known = predicates.get(name);
        if (known != null) {
            return known;
        }
        Predicate<?> found = find(name); // without a lock, for it may make a bean
        Predicate<?> faster = predicates.putIfAbsent(name, found);
        return faster == null ? found : faster;
    }

    private Predicate<?> find(String name) {
        if (beans.containsBean(name)) {
            return asPredicate("The bean " + name, beans.getBean(name));
        }
        Class<?> type = load(name);
        if (type == null) {
            throw unknownPredicate(name);
        }
        if (!Predicate.class.isAssignableFrom(type)) {
            throw noPredicate(name, type);
        }
        return asPredicate(name, beans.createBean(type));
    }

    private UnresolvedException unknownPredicate(String name) {
        List<String> known = Arrays.asList(beans.getBeanNamesForType(Predicate.class));
        return new UnresolvedException(
                "There is neither a bean nor a class '%s'.".formatted(name),
                Nearest.to(name, known)
                        .map("Did you mean %s?"::formatted)
                        .orElse(
                                known.isEmpty()
                                        ? "Name a bean or a class that is a Predicate; there is no"
                                                + " such bean."
                                        : "Name a bean or a class that is a Predicate; these beans"
                                                + " are: %s.".formatted(String.join(", ", known))));
    }

    private static Predicate<?> asPredicate(String what, Object found) {
        if (found instanceof Predicate<?> predicate) {
            return predicate;
        }
        throw noPredicate(what, found.getClass());
    }

    private static UnresolvedException noPredicate(String what, Class<?> type) {
        return new UnresolvedException(
                "%s is not a %s but a %s."
                        .formatted(what, Predicate.class.getName(), type.getName()),
                "Let it implement Predicate, or name another bean or class.");
    }

    private @Nullable Class<?> load(String name) {
        try {
            return ClassUtils.forName(name, beans.getBeanClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
