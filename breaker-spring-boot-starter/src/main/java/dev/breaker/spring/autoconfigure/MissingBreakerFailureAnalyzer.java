package dev.breaker.spring.autoconfigure;

import dev.breaker.Breaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tells what to do where a breaker is to be injected that nobody has configured. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingBreakerFailureAnalyzer
        extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

    private final BeanFactory beans;

    MissingBreakerFailureAnalyzer(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable root, NoSuchBeanDefinitionException missing, @Nullable String where) {
        if (!Breaker.class.equals(missing.getBeanType()) || missing.getNumberOfBeansFound() > 0) {
            return null;
        }
        SortedSet<String> names = names();
        RequiredBreaker required = RequiredBreaker.in(root);
        return new FailureAnalysis(
                "%s required a Breaker%s, and there is none.%n%n%s"
                        .formatted(
                                Objects.requireNonNullElse(where, "A bean"),
                                required.qualifier().isEmpty()
                                        ? " without saying by a qualifier which one"
                                        : " '%s'".formatted(required.qualifier()),
                                known(names)),
                required.qualifier().isEmpty()
                        ? whereUnnamed(required.variable(), names)
                        : whereNamed(required.qualifier(), names),
                missing);
    }

    /** Of the beans there are, configured or the application's own. */
    private SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        if (beans instanceof ConfigurableListableBeanFactory all) {
            for (String name : all.getBeanNamesForType(Breaker.class, true, false)) {
                names.add(
                        all.containsBeanDefinition(name)
                                ? BreakerBeans.nameOf(name, all.getBeanDefinition(name))
                                : name);
            }
        }
        return names;
    }

    private static String known(SortedSet<String> names) {
        return names.isEmpty()
                ? "No breaker is configured below breaker.instances."
                : "The breakers that can be injected are: %s."
                        .formatted(
                                names.stream()
                                        .map("'%s'"::formatted)
                                        .collect(Collectors.joining(", ")));
    }

    private static String whereNamed(String name, SortedSet<String> names) {
        List<String> ways = new ArrayList<>();
        Nearest.to(name, names)
                .ifPresent(
                        near ->
                                ways.add(
                                        "Write @Qualifier(\"%s\"), if that is what was meant."
                                                .formatted(near)));
        ways.add(
                "Configure the breaker below %s, or name it there without settings: %s={}."
                        .formatted(key(name), key(name)));
        ways.add(
                "Inject the BreakerRegistry and ask it: registry.breaker(\"%s\") makes the breaker with default settings."
                        .formatted(name));
        return list(ways);
    }

    private static String whereUnnamed(Optional<String> variable, SortedSet<String> names) {
        String name =
                variable.flatMap(written -> Nearest.to(written, names))
                        .or(() -> names.stream().findFirst())
                        .or(() -> variable)
                        .orElse("inventory");
        return names.contains(name)
                ? "Say which: @Qualifier(\"%s\") Breaker.".formatted(name)
                : "Configure a breaker, below %s for example, and ask for it: @Qualifier(\"%s\") Breaker."
                        .formatted(key(name), name);
    }

    private static String key(String name) {
        return Keys.join(Keys.PREFIX, Keys.INSTANCES, name);
    }

    private static String list(List<String> ways) {
        return "One of these:"
                + ways.stream()
                        .map(way -> System.lineSeparator() + "  - " + way)
                        .collect(Collectors.joining());
    }
}
