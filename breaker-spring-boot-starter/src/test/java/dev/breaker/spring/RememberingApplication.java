package dev.breaker.spring;

import java.time.InstantSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.ApplicationContext;

/** An {@link AnnotatedApplication} that has caches, and a {@link WallTime}. */
public final class RememberingApplication {

    private RememberingApplication() {}

    public static ApplicationContextRunner with(Class<?>... beans) {
        return with(FallbackOn.FAILURE, beans);
    }

    public static ApplicationContextRunner with(FallbackOn on, Class<?>... beans) {
        return remembering(AnnotatedApplication.with(on, beans));
    }

    public static ApplicationContextRunner remembering(ApplicationContextRunner application) {
        return application
                .withBean("caches", CacheManager.class, ConcurrentMapCacheManager::new)
                .withBean("clock", InstantSource.class, WallTime::new);
    }

    public static WallTime time(ApplicationContext context) {
        return (WallTime) context.getBean(InstantSource.class);
    }

    public static Cache cache(ApplicationContext context, String name) {
        return context.getBean(CacheManager.class).getCache(name);
    }
}
