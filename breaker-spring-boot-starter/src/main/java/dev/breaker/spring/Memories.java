package dev.breaker.spring;

import java.lang.reflect.Method;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.cache.Cache;
import org.springframework.core.GenericTypeResolver;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/** Makes the memories for which annotations ask, or says why there can be none. */
final class Memories {

    private static final Set<Class<?>> NOTHING = Set.of(void.class, Void.class);

    private final ConfigurableListableBeanFactory beans;
    private final BreakerNames names;
    private final CacheSearch caches;

    Memories(ConfigurableListableBeanFactory beans, BreakerNames names) {
        this.beans = beans;
        this.names = names;
        this.caches = new CacheSearch(beans);
    }

    /** The memory of a method; null if it has none, with a problem noted if it should have one. */
    @Nullable Memory of(
            Method method, Class<?> type, Annotated annotated, AnnotationProblems problems) {
        MemoryReport report = new MemoryReport(method, type, problems);
        if (annotated.fallbackCache().isEmpty()) {
            if (!annotated.fallbackCacheMaxAge().isEmpty()) {
                report.ageWithoutCache(annotated.fallbackCacheMaxAge());
            }
            return null;
        }
        Class<?> returned = returned(method, type);
        if (!canBeRemembered(returned, annotated.coveringType() == null, report)) {
            return null;
        }
        String reference =
                names.resolve(annotated.fallbackCache(), "fallbackCache", method, type, problems);
        Cache cache = reference == null ? null : caches.find(reference, report);
        Duration maxAge = maxAge(annotated.fallbackCacheMaxAge(), report);
        if (cache == null) {
            return null;
        }
        String description = Descriptions.of(method, type);
        return new Memory(
                RememberedMethod.of(method, type, returned, Namesakes.of(beans, type)),
                new ContainedCache(cache, description),
                maxAge,
                beans.getBeanProvider(InstantSource.class).getIfUnique(InstantSource::system));
    }

    private static Class<?> returned(Method method, Class<?> type) {
        if (Suspending.is(method)) {
            return Suspending.returned(method, type);
        }
        Class<?> promised = Promise.of(method, type);
        return promised == null ? GenericTypeResolver.resolveReturnType(method, type) : promised;
    }

    /**
     * Whether values of this type can be remembered.
     *
     * @param isAsked whether the annotation asks it of this very method, and not of a whole type
     */
    private static boolean canBeRemembered(Class<?> type, boolean isAsked, MemoryReport report) {
        if (ReturnTypes.isUnsettled(type)) {
            if (isAsked) {
                report.bringsManyValues(type);
            }
            return false;
        }
        if (NOTHING.contains(type) || type.getName().equals("kotlin.Unit")) {
            if (isAsked) {
                report.returnsNothing();
            }
            return false;
        }
        if (RememberedMethod.isReadOnce(type)) {
            report.canBeReadOnce(type);
            return false;
        }
        return true;
    }

    private @Nullable Duration maxAge(String written, MemoryReport report) {
        if (written.isEmpty()) {
            return null;
        }
        String text = written;
        try {
            text = Objects.requireNonNullElse(beans.resolveEmbeddedValue(written), "").strip();
            Duration age = text.isEmpty() ? null : DurationFormatterUtils.detectAndParse(text);
            if (age == null || age.compareTo(Duration.ZERO) > 0) {
                return age;
            }
        } catch (IllegalArgumentException | ArithmeticException noDuration) {
            // told below
        }
        report.badAge(written, text);
        return null;
    }
}
