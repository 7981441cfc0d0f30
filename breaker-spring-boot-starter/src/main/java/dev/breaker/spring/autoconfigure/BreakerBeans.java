package dev.breaker.spring.autoconfigure;

import dev.breaker.Breaker;
import dev.breaker.spring.Breakers;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.StringUtils;

/**
 * Lets configured breakers be injected by their names: {@code @Qualifier("inventory") Breaker
 * breaker}.
 *
 * <p>Their beans are called as their keys are, so that they are in nobody's way, and are injected
 * only where a qualifier asks for them, and no bean of the application's own answers to it. They
 * are prototypes: nothing is made until it is injected, and then it is the breaker that the
 * registry holds.
 */
final class BreakerBeans implements ImportBeanDefinitionRegistrar {

    private static final String NAME = BreakerBeans.class.getName() + ".name";

    private final Environment environment;

    BreakerBeans(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(
            AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        for (Level.Id id : new ConfiguredKeys(environment).named()) {
            if (id.map().equals(Keys.INSTANCES)
                    && StringUtils.hasText(id.name())
                    && !registry.containsBeanDefinition(id.key())) {
                registry.registerBeanDefinition(id.key(), definition(id));
            }
        }
    }

    private static BeanDefinition definition(Level.Id id) {
        RootBeanDefinition definition = new RootBeanDefinition(BreakerBeans.class);
        definition.setTargetType(Breaker.class);
        definition.setFactoryMethodName("breaker");
        definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
        definition.getConstructorArgumentValues().addIndexedArgumentValue(0, id.name());
        definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, id.name()));
        definition.setAttribute(NAME, id.name());
        definition.setDefaultCandidate(false);
        definition.setScope(BeanDefinition.SCOPE_PROTOTYPE);
        definition.setDescription("The breaker of " + id.key());
        return definition;
    }

    /** Called by Spring, which finds the second argument itself. */
    static Breaker breaker(String name, Breakers breakers) {
        return breakers.current(name, "");
    }

    /** {@return the name by which a bean can be asked for: of ours, that of the breaker} */
    static String nameOf(String beanName, BeanDefinition definition) {
        return definition.getAttribute(NAME) instanceof String name ? name : beanName;
    }
}
