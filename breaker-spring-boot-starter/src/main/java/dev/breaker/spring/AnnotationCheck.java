package dev.breaker.spring;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.Exposure.Way;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.SpringProxy;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractAutowireCapableBeanFactory;

/**
 * Finds annotations that cannot work before the first call does: those of all beans when the
 * application starts, lazy ones included, and those of classes that come to light later when their
 * beans are made. Makes the breakers that annotations name.
 */
public final class AnnotationCheck
        implements BeanFactoryPostProcessor,
                BeanPostProcessor,
                SmartInitializingSingleton,
                DisposableBean {

    private final ConfigurableListableBeanFactory beans;
    private final Supplier<BreakerAdvisor> provider;
    private final Map<String, Exposure> made = new ConcurrentHashMap<>();
    private final Set<Class<?>> checked = ConcurrentHashMap.newKeySet();
    private final List<BreakerRegistry> registries = new CopyOnWriteArrayList<>();
    private final List<BreakerFamilies> families = new CopyOnWriteArrayList<>();
    private final Consumer<Breaker> mourner = this::mourn;
    private volatile Set<String> readyMade = Set.of();
    private volatile boolean started;
    private volatile @Nullable BreakerAdvisor advisor;

    /**
     * A check.
     *
     * @param beans the beans to check
     * @param advisor what makes the annotations work; asked for late
     */
    public AnnotationCheck(
            ConfigurableListableBeanFactory beans, Supplier<BreakerAdvisor> advisor) {
        this.beans = beans;
        this.provider = advisor;
    }

    /**
     * Notes the objects that the container did not make and will not proxy: mocks, for instance.
     */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        readyMade = Set.copyOf(List.of(beanFactory.getSingletonNames()));
    }

    /** Notes a bean; checks it at once when the application has started. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof Advisor) {
            return bean; // perhaps the very one that is asked for below
        }
        Carriers carriers = advisor().carriers();
        if (bean instanceof SpringProxy || carriers.carries(bean.getClass())) {
            Exposure exposure = Exposure.of(bean, carriers);
            if (exposure != null) {
                noteOrCheck(name, exposure);
            }
        }
        return bean;
    }

    private void noteOrCheck(String name, Exposure exposure) {
        if (!started) {
            made.put(name, exposure);
        } else if (!checked.contains(exposure.type())) {
            BeanCheck check = new BeanCheck(advisor());
            check.check(name, mayBeProxiedAlready(exposure) ? exposure.asUnknown() : exposure);
            check.problems().throwIfFound();
            checked.add(exposure.type());
        }
    }

    /** In a circle of references a proxy is handed out early, and the bare bean comes by here. */
    private boolean mayBeProxiedAlready(Exposure exposure) {
        return exposure.way() == Way.BARE
                && beans instanceof AbstractAutowireCapableBeanFactory factory
                && factory.isAllowCircularReferences();
    }

    @Override
    public void afterSingletonsInstantiated() {
        beans.getBeanProvider(BreakerFamilies.class).forEach(families::add);
        beans.getBeanProvider(BreakerRegistry.class).forEach(this::heed);
        BeanCheck check = new BeanCheck(advisor());
        names().forEach(name -> check(name, check));
        check.weaving().conclude(check.problems());
        check.problems().throwIfFound();
        started = true;
        made.clear();
        Set<String> usedElsewhere = usedElsewhere();
        NameReport.log(check.breakers(), namesForAnnotations(usedElsewhere));
        NameReport.warnOfShared(check.breakers(), usedElsewhere);
    }

    /**
     * The configured breakers, without those that something else than an annotation uses, and those
     * of keys, which are never annotated: their family is.
     */
    private Set<String> namesForAnnotations(Set<String> usedElsewhere) {
        Set<String> names = new LinkedHashSet<>(beans.getBean(Breakers.class).configuredNames());
        names.removeAll(usedElsewhere);
        families.forEach(known -> known.all().forEach(family -> names.removeIf(family::mayHave)));
        return names;
    }

    private Set<String> usedElsewhere() {
        Set<String> names = new LinkedHashSet<>();
        beans.getBeanProvider(BreakerUser.class).forEach(user -> names.addAll(user.breakerNames()));
        return names;
    }

    private void heed(BreakerRegistry registry) {
        registries.add(registry);
        registry.onRemoved(mourner);
    }

    /** The breakers of keys are no part of plans. */
    private void mourn(Breaker breaker) {
        if (families.stream().noneMatch(known -> known.ownerOf(breaker).isPresent())) {
            advisor().plans().forget();
        }
    }

    /** Lets go of the registries, which may be those of other applications, too. */
    @Override
    public void destroy() {
        registries.forEach(registry -> registry.unsubscribe(mourner));
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>(List.of(beans.getBeanDefinitionNames()));
        names.addAll(List.of(beans.getSingletonNames()));
        names.addAll(made.keySet()); // inner beans have no definition of their own
        return names;
    }

    private void check(String name, BeanCheck check) {
        Exposure exposure = exposure(name);
        if (exposure == null) {
            return;
        }
        Object ready = readyMade.contains(name) ? beans.getSingleton(name) : null;
        if (ready != null && check.needsProxy(exposure.type())) {
            ReadyMade.report(name, ready, exposure);
            return;
        }
        check.check(name, exposure);
        if (exposure.way() != Way.UNKNOWN) {
            checked.add(exposure.type());
        }
    }

    private @Nullable Exposure exposure(String name) {
        Object singleton = beans.getSingleton(name);
        if (singleton != null && !(singleton instanceof FactoryBean)) {
            return Exposure.of(singleton, advisor().carriers());
        }
        Exposure known = made.get(name);
        if (known != null || isAbstract(name)) {
            return known;
        }
        Class<?> type = BeanTypes.of(beans, name);
        return type != null && advisor().carriers().carries(type) ? Exposure.unknown(type) : null;
    }

    private boolean isAbstract(String name) {
        return beans.containsBeanDefinition(name)
                && beans.getMergedBeanDefinition(name).isAbstract();
    }

    /** Looked up once, for every bean comes by. */
    private BreakerAdvisor advisor() {
        BreakerAdvisor known = advisor;
        if (known == null) {
            known = provider.get();
            advisor = known;
        }
        return known;
    }
}
