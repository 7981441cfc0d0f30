package dev.breaker.spring.autoconfigure;

import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.BreakerUser;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.web.service.registry.HttpServiceProxyRegistry;

/**
 * Refuses annotations on HTTP services whose group asks a breaker of the same name: each call would
 * ask it twice.
 */
final class GroupCheck implements SmartInitializingSingleton, BreakerUser {

    private final ObjectProvider<HttpServiceProxyRegistry> services;
    private final Environment environment;
    private final String guardedBy;
    private final Function<String, Collection<String>> breakersOf;

    /**
     * A check.
     *
     * @param guardedBy what puts groups behind breakers
     * @param breakersOf the names of a group's breakers
     */
    GroupCheck(
            ObjectProvider<HttpServiceProxyRegistry> services,
            Environment environment,
            String guardedBy,
            Function<String, Collection<String>> breakersOf) {
        this.services = services;
        this.environment = environment;
        this.guardedBy = guardedBy;
        this.breakersOf = breakersOf;
    }

    @Override
    public Set<String> breakerNames() {
        Set<String> names = new HashSet<>();
        for (HttpServiceProxyRegistry registry : services) {
            registry.getGroupNames().forEach(group -> names.addAll(breakersOf.apply(group)));
        }
        return names;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<Problem> problems = new ArrayList<>();
        for (HttpServiceProxyRegistry registry : services) {
            for (String group : registry.getGroupNames()) {
                registry.getClientTypesInGroup(group)
                        .forEach(type -> problems.addAll(problems(group, type)));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidBreakerConfigurationException(problems);
        }
    }

    private List<Problem> problems(String group, Class<?> type) {
        Collection<String> asked = breakersOf.apply(group);
        return Stream.concat(Stream.of(type), Stream.of(type.getMethods()))
                .filter(element -> names(element).anyMatch(asked::contains))
                .map(element -> problem(group, element))
                .toList();
    }

    /** The breaker of a key is another than that of the name. */
    private Stream<String> names(AnnotatedElement element) {
        return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).stream(
                        CircuitBreaker.class)
                .filter(annotation -> annotation.getString("key").isEmpty())
                .map(this::name);
    }

    private String name(MergedAnnotation<CircuitBreaker> annotation) {
        return environment.resolvePlaceholders(annotation.getString("name"));
    }

    private Problem problem(String group, AnnotatedElement element) {
        String where =
                element instanceof Method method
                        ? ClassUtils.getQualifiedMethodName(method)
                        : ((Class<?>) element).getName();
        return new Problem(
                List.of(),
                ("@CircuitBreaker at %s names the breaker that %s puts before its group '%s', which"
                                + " would count each call twice.")
                        .formatted(where, guardedBy, group),
                "Give the annotation another name, or leave out one of them.");
    }
}
