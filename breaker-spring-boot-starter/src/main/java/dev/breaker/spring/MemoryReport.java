package dev.breaker.spring;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.stream.Collectors;

/** Words for why one guarded method cannot have a memory. */
final class MemoryReport {

    private final Method method;
    private final Class<?> type;
    private final AnnotationProblems problems;

    MemoryReport(Method method, Class<?> type, AnnotationProblems problems) {
        this.method = method;
        this.type = type;
        this.problems = problems;
    }

    void ageWithoutCache(String maxAge) {
        add(
                "It has a fallbackCacheMaxAge, \"%s\", and no fallbackCache.".formatted(maxAge),
                "Name the cache in fallbackCache, or remove fallbackCacheMaxAge.");
    }

    void badAge(String written, String maxAge) {
        String shown = written.equals(maxAge) ? "" : " (\"%s\")".formatted(written);
        add(
                "Its fallbackCacheMaxAge is \"%s\"%s, which is no duration above zero."
                        .formatted(maxAge, shown),
                "Write a number with a unit, ns, us, ms, s, m, h or d, as in \"10m\"; or an ISO duration,"
                        + " as in \"PT10M\"; or nothing for any age.");
    }

    void returnsNothing() {
        add(
                "It has a fallbackCache and returns nothing that could be remembered.",
                "Remove fallbackCache.");
    }

    void bringsManyValues(Class<?> returned) {
        add(
                "It has a fallbackCache and returns what brings many values, %s: where it fails after some of them, the last known ones cannot stand for the rest."
                        .formatted(returned.getSimpleName()),
                "Collect the values into one, as in Mono<List<...>>, or remove fallbackCache.");
    }

    void canBeReadOnce(Class<?> returned) {
        add(
                "It has a fallbackCache and returns what can be read only once, %s: the next caller would find nothing in it."
                        .formatted(returned.getSimpleName()),
                "Return what was read, a List or a byte[] for instance, or remove fallbackCache.");
    }

    void noManager(String cache) {
        add(
                "Its fallbackCache is '%s', and there is no CacheManager bean that could have it."
                        .formatted(cache),
                "Add spring-boot-starter-cache and @EnableCaching, or define a CacheManager bean: a"
                        + " ConcurrentMapCacheManager will do.");
    }

    void unknownManager(String manager, Collection<String> managers) {
        add(
                "Its fallbackCache is of a CacheManager '%s', which does not exist. There is: %s."
                        .formatted(manager, list(managers)),
                "Correct the name before '::', or define that bean.");
    }

    void severalManagers(String cache, Collection<String> managers) {
        add(
                "Its fallbackCache is '%s', and there are several CacheManagers: %s."
                        .formatted(cache, list(managers)),
                "Say which, as in fallbackCache = \"%s::%s\", or make one of them @Primary."
                        .formatted(managers.iterator().next(), cache));
    }

    void unknownCache(String cache, String manager, Collection<String> caches) {
        add(
                "Its fallbackCache is '%s', which CacheManager '%s' does not have. There is: %s."
                        .formatted(cache, manager, caches.isEmpty() ? "none" : list(caches)),
                "Correct the name, or add the cache: with Spring Boot to spring.cache.cache-names.");
    }

    private static String list(Collection<String> names) {
        return names.stream()
                .sorted()
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", "));
    }

    private void add(String description, String action) {
        problems.add(method, type, description, action);
    }
}
