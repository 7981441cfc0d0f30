package dev.breaker.spring;

import dev.breaker.annotation.CircuitBreaker;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;

/**
 * The annotation that covers a method, as it was written.
 *
 * @param coveringType the class or interface on which it stands; null if it stands on a method
 */
record Annotated(
        String name,
        String key,
        String fallbackMethod,
        String configuration,
        String fallbackCache,
        String fallbackCacheMaxAge,
        @Nullable Class<?> coveringType) {

    static Annotated of(MergedAnnotation<CircuitBreaker> annotation) {
        return new Annotated(
                annotation.getString("name"),
                annotation.getString("key"),
                annotation.getString("fallbackMethod"),
                annotation.getString("configuration"),
                annotation.getString("fallbackCache"),
                annotation.getString("fallbackCacheMaxAge"),
                annotation.getSource() instanceof Class<?> type ? type : null);
    }
}
