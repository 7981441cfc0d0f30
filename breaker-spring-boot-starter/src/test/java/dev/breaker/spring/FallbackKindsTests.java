package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.annotation.CircuitBreaker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a fallback method may look like and where it may stand. */
class FallbackKindsTests {

    static final IllegalStateException FAILURE = new IllegalStateException("backend is down");

    @Test
    void mayBePrivateStaticFinalOrPackagePrivate() {
        with(Modifiers.class)
                .run(
                        context -> {
                            Modifiers bean = context.getBean(Modifiers.class);
                            assertThat(bean.toPrivate()).isEqualTo("private of the target");
                            assertThat(bean.toStatic()).isEqualTo("static");
                            assertThat(bean.toFinal()).isEqualTo("final of the target");
                            assertThat(bean.toPackage()).isEqualTo("package of the target");
                        });
    }

    public static class Modifiers {

        private final String field = String.valueOf(" of the target"); // null in a proxy

        @CircuitBreaker(name = "backend", fallbackMethod = "privateOne")
        public String toPrivate() {
            throw FAILURE;
        }

        private String privateOne() {
            return "private" + field;
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "staticOne")
        public String toStatic() {
            throw FAILURE;
        }

        private static String staticOne() {
            return "static";
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "finalOne")
        public String toFinal() {
            throw FAILURE;
        }

        public final String finalOne() {
            return "final" + field;
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "packageOne")
        public String toPackage() {
            throw FAILURE;
        }

        String packageOne() {
            return "package" + field;
        }
    }

    @Test
    void mayBeInheritedOrADefaultMethodOfAnInterface() {
        with(Inheriting.class)
                .run(
                        context -> {
                            Inheriting bean = context.getBean(Inheriting.class);
                            assertThat(bean.toInherited(1)).isEqualTo("private above 1");
                            assertThat(bean.toDefault(1)).isEqualTo("default 1");
                            assertThat(bean.toOverridden(1)).isEqualTo("overriding 1");
                        });
    }

    interface WithDefaults {
        default String inInterface(int key) {
            return "default " + key;
        }
    }

    abstract static class Above {
        private String inherited(int key) {
            return "private above " + key;
        }

        protected String overridden(int key) {
            return "overridden " + key;
        }
    }

    public static class Inheriting extends Above implements WithDefaults {

        @CircuitBreaker(name = "backend", fallbackMethod = "inherited")
        public String toInherited(int key) {
            throw FAILURE;
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "inInterface")
        public String toDefault(int key) {
            throw FAILURE;
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "overridden")
        public String toOverridden(int key) {
            throw FAILURE;
        }

        @Override
        protected String overridden(int key) {
            return "overriding " + key;
        }
    }

    /** r4j#1294, #1174: "not found". */
    @Test
    void mayOmitTheExceptionTakeSupertypesBoxAndCollectVarargs() {
        with(Assignable.class)
                .run(
                        context -> {
                            Assignable bean = context.getBean(Assignable.class);
                            assertThat(bean.count(1, 2L)).isEqualTo(3L);
                            assertThat(bean.list("a", "b")).containsExactly("a", "b");
                            assertThat(bean.wide(new ArrayList<>(List.of("x")))).isEqualTo("[x]");
                            assertThat(bean.number(4)).isEqualTo(4);
                            bean.nothing(4);
                            assertThat(bean.ran()).isEqualTo("instead of nothing");
                        });
    }

    public static class Assignable {

        private @Nullable String ran;

        @Nullable String ran() {
            return ran;
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "sum")
        public long count(int a, Long b) {
            throw FAILURE;
        }

        private int sum(Integer a, long b, Throwable thrown) {
            return (int) (a + b);
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "same")
        public List<String> list(String... keys) {
            throw FAILURE;
        }

        private ArrayList<String> same(String[] keys) {
            return new ArrayList<>(List.of(keys));
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "any")
        public String wide(ArrayList<String> keys) {
            throw FAILURE;
        }

        private String any(Iterable<String> keys, RuntimeException thrown) {
            return keys.toString();
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "boxed")
        public Number number(int key) {
            throw FAILURE;
        }

        private int boxed(Object key) {
            return (int) key;
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "something")
        public void nothing(int key) {
            throw FAILURE;
        }

        private String something() {
            return ran = "instead of nothing";
        }
    }

    @Test
    void itsTypesAreResolvedWhereTheyAreGeneric() {
        with(Stocks.class)
                .run(
                        context -> {
                            Store<String, Integer> store = context.getBean(Stocks.class);
                            assertThat(store.get("abc")).isEqualTo(3);
                        });
    }

    public abstract static class Store<K, V> {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public V get(K key) {
            throw FAILURE;
        }

        protected abstract V instead(K key, Exception thrown);
    }

    public static class Stocks extends Store<String, Integer> {

        @Override
        protected Integer instead(String key, Exception thrown) {
            return key.length();
        }
    }

    @Test
    void itsValueReachesTheCallerAsNullToo() {
        with(ToNull.class)
                .run(context -> assertThat(context.getBean(ToNull.class).read()).isNull());
    }

    public static class ToNull {

        @CircuitBreaker(name = "backend", fallbackMethod = "nothing")
        public @Nullable String read() {
            throw FAILURE;
        }

        private @Nullable String nothing() {
            return null;
        }
    }

    public interface Counter {
        long count();
    }

    public static class Counting implements Counter {

        @Override
        @CircuitBreaker(name = "backend", fallbackMethod = "few")
        public long count() {
            throw FAILURE;
        }

        private int few() {
            return 3;
        }
    }

    /** The proxy of an interface casts to the very type that the method declares. */
    @Test
    void itsNumberIsWidenedForTheProxyOfAnInterface() {
        with(Counting.class)
                .withPropertyValues("spring.aop.proxy-target-class=false")
                .run(context -> assertThat(context.getBean(Counter.class).count()).isEqualTo(3));
    }
}
