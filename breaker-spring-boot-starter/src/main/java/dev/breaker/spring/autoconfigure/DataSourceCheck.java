package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.BreakerUser;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.autoconfigure.GuardedBeans.Entry;
import dev.breaker.spring.jdbc.GuardedDataSources;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Finds lines below {@code breaker.jdbc.data-sources} that can mean no bean, and makes the breakers
 * of those that do.
 */
final class DataSourceCheck implements SmartInitializingSingleton, BreakerUser {

    private static final Log logger = LogFactory.getLog(DataSourceCheck.class);

    private final GuardedBeans configured;
    private final GuardedDataSources guarded;
    private final ConfigurableListableBeanFactory beans;
    private final Breakers breakers;
    private final Problems problems = new Problems();
    private final Map<String, Entry> seen = new HashMap<>();

    DataSourceCheck(
            GuardedBeans configured,
            GuardedDataSources guarded,
            ConfigurableListableBeanFactory beans,
            Breakers breakers) {
        this.configured = configured;
        this.guarded = guarded;
        this.beans = beans;
        this.breakers = breakers;
    }

    @Override
    public Set<String> breakerNames() {
        return configured.entries().stream().map(Entry::breaker).collect(Collectors.toSet());
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> names =
                Arrays.asList(
                        BeanFactoryUtils.beanNamesForTypeIncludingAncestors(
                                beans, DataSource.class, true, false));
        configured.entries().forEach(entry -> check(entry, names));
        problems.throwIfAny(new ConfiguredKeys(beans.getBean(Environment.class)));
        seen.forEach(this::start);
    }

    private void check(Entry entry, List<String> names) {
        Optional<String> bean = GuardedBeans.beanOf(entry, names, beans);
        if (bean.isEmpty()) {
            if (!entry.variable()) { // which may be there for another purpose
                problems.add(
                        new Problem(
                                entry.place(),
                                whyNot(entry.bean()),
                                whatElse(entry.bean(), names)));
            }
        } else if (entry.breaker().isEmpty()) {
            problems.add(
                    new Problem(
                            entry.place(),
                            "It names no breaker for the DataSource %s.".formatted(bean.get()),
                            "Write the name of a breaker."));
        } else {
            Entry other = seen.putIfAbsent(bean.get(), entry);
            if (other != null && !other.variable() && !entry.variable()) {
                problems.add(twice(bean.get(), other, entry));
            }
        }
    }

    private String whyNot(String name) {
        if (!beans.containsBean(name)) {
            return "There is no bean '%s'.".formatted(name);
        }
        Class<?> type = beans.getType(name);
        return "The bean %s is no DataSource%s."
                .formatted(name, type == null ? "" : ", but a " + type.getName());
    }

    private static String whatElse(String name, List<String> names) {
        if (names.isEmpty()) {
            return "Remove it, or add a DataSource bean: there is none.";
        }
        return Nearest.to(name, names).map("Did you mean %s? "::formatted).orElse("")
                + "The DataSource beans are: %s.".formatted(String.join(", ", names));
    }

    private static Problem twice(String bean, Entry one, Entry other) {
        return new Problem(
                List.of(one.place(), other.place()),
                "Spring Boot takes both for one key, which means the DataSource %s."
                        .formatted(bean),
                "Write the name once, as that of the bean.");
    }

    /** Endpoint and meters know the breaker from now on, and not from its first call. */
    private void start(String bean, Entry entry) {
        breakers.breaker(entry.breaker(), "");
        if (beans.containsSingleton(bean) && !guarded.guards(bean)) {
            logger.warn(
                    ("The DataSource %s is not behind breaker '%s': it was put into the container"
                                    + " ready-made, or was needed before bean post-processors were"
                                    + " there.")
                            .formatted(bean, entry.breaker()));
        }
    }
}
