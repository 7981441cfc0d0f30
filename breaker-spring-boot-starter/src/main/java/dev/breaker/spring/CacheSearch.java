package dev.breaker.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.NamedBeanHolder;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/** Finds the caches that annotations name, or says why they cannot be found. */
final class CacheSearch {

    private static final String OF_MANAGER = "::";

    private final ConfigurableListableBeanFactory beans;

    CacheSearch(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * The cache; null, with a problem noted, if there is none.
     *
     * @param reference its name, after that of its manager if there are several
     */
    @Nullable Cache find(String reference, MemoryReport report) {
        int separator = reference.indexOf(OF_MANAGER);
        if (separator < 0) {
            NamedBeanHolder<CacheManager> manager = onlyManager(reference, report);
            return manager == null ? null : cache(manager, reference, report);
        }
        String manager = reference.substring(0, separator).strip();
        String cache = reference.substring(separator + OF_MANAGER.length()).strip();
        if (!managers().contains(manager)) {
            if (managers().isEmpty()) {
                report.noManager(cache);
            } else {
                report.unknownManager(manager, managers());
            }
            return null;
        }
        CacheManager named = beans.getBean(manager, CacheManager.class);
        return cache(new NamedBeanHolder<>(manager, named), cache, report);
    }

    /** The only one, or the primary one. */
    private @Nullable NamedBeanHolder<CacheManager> onlyManager(String cache, MemoryReport report) {
        List<String> managers = managers();
        if (managers.isEmpty()) {
            report.noManager(cache);
            return null;
        }
        try {
            return beans.resolveNamedBean(CacheManager.class);
        } catch (NoUniqueBeanDefinitionException several) {
            report.severalManagers(cache, managers);
            return null;
        }
    }

    private List<String> managers() {
        return List.of(
                BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, CacheManager.class));
    }

    private static @Nullable Cache cache(
            NamedBeanHolder<CacheManager> manager, String name, MemoryReport report) {
        Cache cache = manager.getBeanInstance().getCache(name);
        if (cache == null) {
            report.unknownCache(
                    name, manager.getBeanName(), manager.getBeanInstance().getCacheNames());
        }
        return cache;
    }
}
