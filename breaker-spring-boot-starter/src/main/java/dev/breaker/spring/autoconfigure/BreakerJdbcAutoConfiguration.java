package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.Breakers;
import dev.breaker.spring.jdbc.GuardedDataSources;
import dev.breaker.spring.jdbc.GuardedPoolMetadata;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Puts DataSources behind breakers, as {@code breaker.jdbc.data-sources} says. Before Spring Boot's
 * own for JDBC, whose metadata of pools must not be asked first.
 */
@AutoConfiguration(
        after = BreakerAutoConfiguration.class,
        beforeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass(DataSource.class)
@ConditionalOnBooleanProperty(name = "breaker.enabled", matchIfMissing = true)
@ConditionalOnBean(Breakers.class)
@Conditional(BreakerJdbcAutoConfiguration.AnyDataSource.class)
public final class BreakerJdbcAutoConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static GuardedDataSources breakerGuardedDataSources(
            Environment environment,
            ConfigurableListableBeanFactory beans,
            ObjectProvider<Breakers> breakers) {
        GuardedBeans configured = new GuardedBeans(environment, GuardedBeans.DATA_SOURCES);
        return new GuardedDataSources(
                name -> configured.breakerOf(name, beans), breakers::getObject);
    }

    @Bean
    DataSourceCheck breakerDataSourceCheck(
            Environment environment,
            GuardedDataSources guarded,
            ConfigurableListableBeanFactory beans,
            Breakers breakers) {
        return new DataSourceCheck(
                new GuardedBeans(environment, GuardedBeans.DATA_SOURCES), guarded, beans, breakers);
    }

    /** For what Spring Boot shows of pools. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DataSourcePoolMetadataProvider.class)
    static final class PoolMetadata {

        @Bean
        GuardedPoolMetadata breakerGuardedPoolMetadata(
                ObjectProvider<DataSourcePoolMetadataProvider> all) {
            return new GuardedPoolMetadata(all);
        }
    }

    /** Nothing is there, and nothing looks at beans, where no DataSource is named. */
    static final class AnyDataSource implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !new GuardedBeans(context.getEnvironment(), GuardedBeans.DATA_SOURCES)
                    .entries()
                    .isEmpty();
        }
    }
}
