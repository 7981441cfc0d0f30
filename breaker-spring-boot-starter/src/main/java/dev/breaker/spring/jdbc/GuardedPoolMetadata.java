package dev.breaker.spring.jdbc;

import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/**
 * Leads Spring Boot's pool metadata behind a proxy that has the class of its pool: that of Hikari
 * reads a field, which a proxy does not have. Comes before those that would look at the proxy.
 */
public final class GuardedPoolMetadata implements DataSourcePoolMetadataProvider {

    private final ObjectProvider<DataSourcePoolMetadataProvider> all;

    /**
     * A provider.
     *
     * @param all the providers of the application, with this one
     */
    public GuardedPoolMetadata(ObjectProvider<DataSourcePoolMetadataProvider> all) {
        this.all = all;
    }

    @Override
    public @Nullable DataSourcePoolMetadata getDataSourcePoolMetadata(DataSource dataSource) {
        DataSource behind = behind(dataSource);
        if (behind == null) {
            return null;
        }
        List<DataSourcePoolMetadataProvider> others =
                all.stream().filter(provider -> provider != this).toList();
        return new CompositeDataSourcePoolMetadataProvider(others)
                .getDataSourcePoolMetadata(behind);
    }

    private static @Nullable DataSource behind(DataSource dataSource) {
        if (dataSource instanceof Advised proxy) {
            for (Advisor advisor : proxy.getAdvisors()) {
                if (advisor.getAdvice() instanceof DataSourceInterceptor interceptor) {
                    return interceptor.behind();
                }
            }
        }
        return null;
    }
}
