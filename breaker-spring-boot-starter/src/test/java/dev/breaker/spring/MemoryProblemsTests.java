package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.annotation.CircuitBreaker;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanDefinitionCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;

/** A memory that cannot work stops the start, and is told what would. */
class MemoryProblemsTests {

    public static class Reader {

        @CircuitBreaker(
                name = "backend",
                fallbackCache = "${cache:stock}",
                fallbackCacheMaxAge = "${max-age:}")
        public String read() {
            return "";
        }
    }

    private static ApplicationContextRunner reader() {
        return AnnotatedApplication.with(Reader.class);
    }

    private static ApplicationContextRunner manager(
            ApplicationContextRunner application, String name, String... caches) {
        return application.withBean(
                name, CacheManager.class, () -> new ConcurrentMapCacheManager(caches));
    }

    @Test
    void withoutACacheManager() {
        assertThat(StartupProblems.of(reader()))
                .containsExactly(
                        "Reader.read(): Its fallbackCache is 'stock', and there is no CacheManager bean that could have it.");
    }

    @Test
    void withoutACacheManagerOfThatName() {
        assertThat(StartupProblems.of(reader().withPropertyValues("cache=fast::stock")))
                .containsExactly(
                        "Reader.read(): Its fallbackCache is 'stock', and there is no CacheManager bean that could have it.");
        assertThat(
                        StartupProblems.of(
                                manager(reader(), "slow", "stock")
                                        .withPropertyValues("cache=fast::stock")))
                .containsExactly(
                        "Reader.read(): Its fallbackCache is of a CacheManager 'fast', which does not exist. There is: 'slow'.");
    }

    @Test
    void withACacheThatTheManagerDoesNotHave() {
        assertThat(StartupProblems.of(manager(reader(), "caches", "prices", "articles")))
                .containsExactly(
                        "Reader.read(): Its fallbackCache is 'stock', which CacheManager 'caches' does not have. There is: 'articles', 'prices'.");
    }

    @Test
    void withSeveralManagersOfWhichNoneIsPrimary() {
        ApplicationContextRunner two = manager(manager(reader(), "fast", "stock"), "slow", "stock");
        assertThat(StartupProblems.of(two))
                .containsExactly(
                        "Reader.read(): Its fallbackCache is 'stock', and there are several CacheManagers: 'fast', 'slow'.");
        two.withPropertyValues("cache=slow::stock")
                .run(
                        context -> {
                            context.getBean(Reader.class).read();
                            assertThat(entries(context.getBean("slow", CacheManager.class)))
                                    .isOne();
                            assertThat(entries(context.getBean("fast", CacheManager.class)))
                                    .isZero();
                        });
    }

    @Test
    void thePrimaryManagerIsMeantWhereThereAreSeveral() {
        BeanDefinitionCustomizer primary = definition -> definition.setPrimary(true);
        manager(reader(), "slow", "stock")
                .withBean(
                        "fast",
                        CacheManager.class,
                        () -> new ConcurrentMapCacheManager("stock"),
                        primary)
                .run(
                        context -> {
                            context.getBean(Reader.class).read();
                            assertThat(entries(context.getBean("fast", CacheManager.class)))
                                    .isOne();
                        });
    }

    private static int entries(CacheManager manager) {
        return ((Map<?, ?>) manager.getCache("stock").getNativeCache()).size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ten minutes", "10 parsecs", "0s", "-1m", "PT-1M", "1e9", "10x"})
    void withAMaxAgeThatIsNoDuration(String maxAge) {
        assertThat(
                        StartupProblems.of(
                                manager(reader(), "caches", "stock")
                                        .withPropertyValues("max-age=" + maxAge)))
                .containsExactly(
                        "Reader.read(): Its fallbackCacheMaxAge is \"%s\" (\"${max-age:}\"), which is no duration above zero."
                                .formatted(maxAge));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10m", "30s", "PT10M", "500", "1d", " 10m ", "1h30m"})
    void aDurationIsReadAsSpringDoes(String maxAge) {
        manager(reader(), "caches", "stock")
                .withPropertyValues("max-age=" + maxAge)
                .run(context -> assertThat(context).hasNotFailed());
    }

    public static class Unfit {

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public void nothing() {}

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Void reallyNothing() {
            throw new UnsupportedOperationException();
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Stream<String> stream() {
            return Stream.of();
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        public Iterator<String> iterator() {
            return List.<String>of().iterator();
        }

        @CircuitBreaker(name = "backend", fallbackCache = " ")
        public String blank() {
            return "";
        }

        @CircuitBreaker(name = "backend", fallbackCache = "${nobody.knows}")
        public String unresolvable() {
            return "";
        }

        @CircuitBreaker(name = "backend", fallbackCacheMaxAge = "10m")
        public String ofNothing() {
            return "";
        }

        @CircuitBreaker(
                name = "backend",
                fallbackCache = "stock",
                fallbackCacheMaxAge = "${nobody.knows}")
        public String ofNobodyKnowsWhatAge() {
            return "";
        }
    }

    @Test
    void whereThereIsNothingToRememberOrNoWay() {
        assertThat(
                        StartupProblems.of(
                                manager(AnnotatedApplication.with(Unfit.class), "caches", "stock")))
                .containsExactlyInAnyOrder(
                        "Unfit.nothing(): It has a fallbackCache and returns nothing that could be remembered.",
                        "Unfit.reallyNothing(): It has a fallbackCache and returns nothing that could be remembered.",
                        "Unfit.stream(): It has a fallbackCache and returns what can be read only once, Stream: the next caller would find nothing in it.",
                        "Unfit.iterator(): It has a fallbackCache and returns what can be read only once, Iterator: the next caller would find nothing in it.",
                        "Unfit.blank(): Its fallbackCache is blank.",
                        "Unfit.unresolvable(): Its fallbackCache holds a placeholder that has no value: \"${nobody.knows}\".",
                        "Unfit.ofNothing(): It has a fallbackCacheMaxAge, \"10m\", and no fallbackCache.",
                        "Unfit.ofNobodyKnowsWhatAge(): Its fallbackCacheMaxAge is \"${nobody.knows}\", which is no duration above zero.");
    }

    @Test
    void eachIsToldWhatWouldBeRight() {
        List<String> actions = new ArrayList<>();
        manager(AnnotatedApplication.with(Unfit.class), "caches", "stock")
                .run(
                        context ->
                                ((InvalidCircuitBreakerException) context.getStartupFailure())
                                        .problems()
                                        .forEach(problem -> actions.add(problem.action())));
        assertThat(actions)
                .hasSize(8)
                .contains(
                        "Return what was read, a List or a byte[] for instance, or remove fallbackCache.",
                        "Name the cache in fallbackCache, or remove fallbackCacheMaxAge.")
                .anyMatch(action -> action.contains("\"10m\""));
    }
}
