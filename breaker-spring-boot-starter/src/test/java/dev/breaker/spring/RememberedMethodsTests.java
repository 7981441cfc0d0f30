package dev.breaker.spring;

import static dev.breaker.spring.RememberingApplication.cache;
import static dev.breaker.spring.RememberingApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.annotation.CircuitBreaker;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.AliasFor;

/** What is remembered of which methods. */
class RememberedMethodsTests {

    private static final RuntimeException FAILURE = new IllegalStateException("down");

    /** Answers until it is down. */
    public abstract static class Client {

        private boolean down;

        void down() {
            down = true;
        }

        <T extends @Nullable Object> T answer(T value) {
            if (down) {
                throw FAILURE;
            }
            return value;
        }
    }

    public static class Overloaded extends Client {

        @CircuitBreaker(name = "backend", fallbackCache = "shared")
        public String read(Object key) {
            return answer("object " + key);
        }

        @CircuitBreaker(name = "backend", fallbackCache = "shared")
        public String read(String key) {
            return answer("string " + key);
        }

        @CircuitBreaker(name = "backend", fallbackCache = "shared")
        public String read() {
            return answer("nothing");
        }

        @CircuitBreaker(name = "backend", fallbackCache = "shared")
        public String other(String key) {
            return answer("other " + key);
        }
    }

    @Test
    void methodsThatShareACacheHaveTheirOwnValues() {
        with(Overloaded.class)
                .run(
                        context -> {
                            Overloaded bean = context.getBean(Overloaded.class);
                            Object key = "key";
                            bean.read("key");
                            bean.read(key);
                            bean.read();
                            bean.other("key");
                            bean.down();

                            assertThat(bean.read("key")).isEqualTo("string key");
                            assertThat(bean.read(key)).isEqualTo("object key");
                            assertThat(bean.read()).isEqualTo("nothing");
                            assertThat(bean.other("key")).isEqualTo("other key");
                        });
    }

    public static class Partner extends Client {

        private final String url;

        Partner(String url) {
            this.url = url;
        }

        @CircuitBreaker(name = "backend", fallbackCache = "shared")
        public String read(String key) {
            return answer(url + key);
        }
    }

    @Test
    void beansOfOneClassHaveTheirOwnValues() {
        with().withBean("a", Partner.class, () -> new Partner("http://a/"))
                .withBean("b", Partner.class, () -> new Partner("http://b/"))
                .run(
                        context -> {
                            Partner a = context.getBean("a", Partner.class);
                            Partner b = context.getBean("b", Partner.class);
                            a.read("key");
                            b.read("key");
                            a.down();
                            b.down();

                            assertThat(a.read("key")).isEqualTo("http://a/key");
                            assertThat(b.read("key")).isEqualTo("http://b/key");
                        });
    }

    @Test
    void beansOfOneClassBehindInterfacesHaveTheirOwnValuesToo() {
        with().withBean("a", ReaderOf.class, () -> new ReaderOf("a"))
                .withBean("b", ReaderOf.class, () -> new ReaderOf("b"))
                .withPropertyValues("spring.aop.proxy-target-class=false")
                .run(
                        context -> {
                            Reader a = context.getBean("a", Reader.class);
                            Reader b = context.getBean("b", Reader.class);
                            a.read("key");
                            b.read("key");

                            assertThat(a.read("key")).isEqualTo("a");
                            assertThat(b.read("key")).isEqualTo("b");
                        });
    }

    /** Who is not made yet when the plan is, is known by the interface that declares him. */
    @Test
    void beansThatAreMadeLaterHaveTheirOwnValuesToo() {
        with(LazyReaders.class)
                .run(
                        context -> {
                            Reader a = context.getBean("a", Reader.class);
                            a.read("key");
                            Reader b = context.getBean("b", Reader.class);
                            b.read("key");

                            assertThat(a.read("key")).isEqualTo("a");
                            assertThat(b.read("key")).isEqualTo("b");
                        });
    }

    @Configuration(proxyBeanMethods = false)
    public static class LazyReaders {

        @Bean
        @Lazy
        Reader a() {
            return new ReaderOf("a");
        }

        @Bean
        @Lazy
        Reader b() {
            return new ReaderOf("b");
        }
    }

    /** Holds something of whom it was made for. */
    public static class Profile extends Client {

        private static final AtomicInteger users = new AtomicInteger();

        private final int user = users.incrementAndGet();

        @CircuitBreaker(name = "backend", fallbackCache = "shared")
        public int user() {
            return answer(user);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Profiles.class, ScopedProfiles.class})
    @ExtendWith(OutputCaptureExtension.class)
    void nothingIsRememberedOfWhatIsNoSingleton(Class<?> users, CapturedOutput log) {
        with(users)
                .run(
                        context -> {
                            Profile first = context.getBean("profile", Profile.class);
                            Profile second = context.getBean("profile", Profile.class);
                            first.user();
                            first.user();
                            second.down();
                            if (users == Profiles.class) {
                                assertThatThrownBy(second::user).isSameAs(FAILURE);
                            }
                            assertThat(keys(context, "shared")).isEmpty();
                            assertThat(log.getOut().lines())
                                    .filteredOn(line -> line.contains("Cache 'shared'"))
                                    .singleElement()
                                    .asString()
                                    .contains("WARN")
                                    .contains("no singleton");
                        });
    }

    @Configuration(proxyBeanMethods = false)
    public static class Profiles {

        @Bean
        @Scope("prototype")
        Profile profile() {
            return new Profile();
        }
    }

    @Configuration(proxyBeanMethods = false)
    public static class ScopedProfiles {

        @Bean
        @Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
        Profile profile() {
            return new Profile();
        }
    }

    @Test
    void whatAFactoryMakesHasItsOwnValues() {
        with().withBean("a", ReaderFactory.class, () -> new ReaderFactory("a"))
                .withBean("b", ReaderFactory.class, () -> new ReaderFactory("b"))
                .run(
                        context -> {
                            Reader a = context.getBean("a", Reader.class);
                            Reader b = context.getBean("b", Reader.class);
                            a.read("key");
                            b.read("key");

                            assertThat(a.read("key")).isEqualTo("a");
                            assertThat(b.read("key")).isEqualTo("b");
                        });
    }

    /** As those of Feign and Spring Data are made. */
    public static class ReaderFactory implements FactoryBean<Reader> {

        private final String name;

        ReaderFactory(String name) {
            this.name = name;
        }

        @Override
        public Reader getObject() {
            return new ReaderOf(name);
        }

        @Override
        public Class<?> getObjectType() {
            return Reader.class;
        }
    }

    /** Caches that want text would mix them up. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void nothingIsRememberedUnderWhatHasNoTextOfItsOwn(CapturedOutput log) {
        with(Answers.class)
                .run(
                        context -> {
                            Answers bean = context.getBean(Answers.class);
                            bean.anything(new Textless());
                            bean.anything(new Textless[] {new Textless()});
                            bean.anything(List.of(new Textless()));
                            assertThat(keys(context, "answers")).isEmpty();
                            bean.anything("key");
                            assertThat(keys(context, "answers")).hasSize(1);
                            assertThat(log.getOut().lines())
                                    .filteredOn(line -> line.contains("Cache 'answers'"))
                                    .singleElement()
                                    .asString()
                                    .contains("WARN")
                                    .contains("Textless");
                        });
    }

    private static final class Textless {}

    /** That a list is in itself is trouble for its hash code, and none for the caller. */
    @Test
    void argumentsWithoutEndDoTheCallNoHarm() {
        with(Answers.class)
                .run(
                        context -> {
                            List<Object> endless = new ArrayList<>();
                            endless.add(endless);
                            Answers bean = context.getBean(Answers.class);
                            assertThat(bean.anything(endless)).isSameAs(endless);
                            bean.down();
                            assertThatThrownBy(() -> bean.anything(endless)).isSameAs(FAILURE);
                        });
    }

    public interface Reader {

        @CircuitBreaker(name = "backend", fallbackCache = "shared")
        String read(String key);
    }

    /** Answers once. */
    public static class ReaderOf implements Reader {

        private final String name;
        private boolean down;

        ReaderOf(String name) {
            this.name = name;
        }

        @Override
        public String read(String key) {
            if (down) {
                throw FAILURE;
            }
            down = true;
            return name;
        }
    }

    @Test
    void genericMethodsAreThoseOfTheirClass() {
        with(Stocks.class, Prices.class)
                .run(
                        context -> {
                            Store<String, Integer> stocks = context.getBean(Stocks.class);
                            Store<String, String> prices = context.getBean(Prices.class);
                            stocks.get("book");
                            prices.get("book");
                            stocks.down();
                            prices.down();

                            assertThat(stocks.get("book")).isEqualTo(12);
                            assertThat(prices.get("book")).isEqualTo("9.99");
                            assertThat(keys(context, "shared"))
                                    .containsExactlyInAnyOrder(
                                            "rememberedMethodsTests.Stocks:"
                                                    + Stocks.class.getName()
                                                    + ".get(java.lang.String)[\"book\"]",
                                            "rememberedMethodsTests.Prices:"
                                                    + Prices.class.getName()
                                                    + ".get(java.lang.String)[\"book\"]");
                        });
    }

    private static List<String> keys(ApplicationContext context, String cache) {
        return ((Map<?, ?>) cache(context, cache).getNativeCache())
                .keySet().stream().map(Object::toString).toList();
    }

    public abstract static class Store<K, V> extends Client {

        @CircuitBreaker(name = "backend", fallbackCache = "shared")
        public V get(K key) {
            return answer(find(key));
        }

        protected abstract V find(K key);
    }

    public static class Stocks extends Store<String, Integer> {

        @Override
        protected Integer find(String key) {
            return 12;
        }
    }

    /** Overrides with a bridge. */
    public static class Prices extends Store<String, String> {

        @Override
        public String get(String key) {
            return super.get(key);
        }

        @Override
        protected String find(String key) {
            return "9.99";
        }
    }

    public static class Answers extends Client {

        private @Nullable String next = "first";

        void forget() {
            next = null;
        }

        @CircuitBreaker(name = "backend", fallbackCache = "answers")
        public @Nullable String nullable() {
            return answer(next);
        }

        @CircuitBreaker(name = "backend", fallbackCache = "answers")
        public Optional<String> optional() {
            return answer(Optional.ofNullable(next));
        }

        @CircuitBreaker(name = "backend", fallbackCache = "answers")
        public long number() {
            return answer(12L);
        }

        @CircuitBreaker(name = "backend", fallbackCache = "answers")
        public Object anything(Object value) {
            return answer(value);
        }
    }

    /** That there is nothing is known, too: an older answer would be wrong. */
    @Test
    void nothingIsAnAnswerLikeAnyOther() {
        with(Answers.class)
                .run(
                        context -> {
                            Answers bean = context.getBean(Answers.class);
                            bean.nullable();
                            bean.optional();
                            bean.forget();
                            bean.nullable();
                            bean.optional();
                            bean.down();

                            LastKnown<@Nullable String> answer = LastKnown.of(bean::nullable);
                            assertThat(answer.value()).isNull();
                            assertThat(answer.isStale()).isTrue();
                            assertThat(bean.optional()).isEmpty();
                        });
    }

    @Test
    void anOptionalComesBackAsOne() {
        with(Answers.class)
                .run(
                        context -> {
                            Answers bean = context.getBean(Answers.class);
                            bean.optional();
                            bean.down();
                            assertThat(bean.optional()).contains("first");
                        });
    }

    @Test
    void aPrimitiveComesBackAsOne() {
        with(Answers.class)
                .run(
                        context -> {
                            Answers bean = context.getBean(Answers.class);
                            bean.number();
                            bean.down();
                            assertThat(bean.number()).isEqualTo(12);
                        });
    }

    /** Another version of the application has left it there. */
    @Test
    void aValueThatTheMethodCannotReturnIsNotServed() {
        with(Answers.class)
                .run(
                        context -> {
                            Answers bean = context.getBean(Answers.class);
                            bean.number();
                            bean.nullable();
                            bean.down();
                            replaceAll(context, new Remembered("a dozen", Instant.MAX));
                            assertThatThrownBy(bean::number).isSameAs(FAILURE);
                            replaceAll(context, new Remembered(null, Instant.MAX));
                            assertThatThrownBy(bean::number).isSameAs(FAILURE);
                            replaceAll(context, "something of another");
                            assertThatThrownBy(bean::nullable).isSameAs(FAILURE);
                        });
    }

    @SuppressWarnings("unchecked")
    private static void replaceAll(ApplicationContext context, Object value) {
        ((Map<Object, Object>) cache(context, "answers").getNativeCache())
                .replaceAll((key, before) -> value);
    }

    /** To give it to the next caller would give him nothing. */
    @Test
    void whatTurnsOutToBeReadableOnlyOnceIsNotRemembered() {
        with(Answers.class)
                .run(
                        context -> {
                            Answers bean = context.getBean(Answers.class);
                            Stream<String> stream = Stream.of("a");
                            bean.anything(stream);
                            bean.anything("key");
                            bean.down();
                            assertThatThrownBy(() -> bean.anything(stream)).isSameAs(FAILURE);
                            assertThat(bean.anything("key")).isEqualTo("key");
                        });
    }

    @Retention(RetentionPolicy.RUNTIME)
    @CircuitBreaker(name = "backend")
    @interface Remembering {

        @AliasFor(annotation = CircuitBreaker.class, attribute = "fallbackCache")
        String in();
    }

    @Remembering(in = "${cache:answers}")
    public static class Covered extends Client {

        private int calls;

        public int count() {
            return answer(++calls);
        }

        /** Has nothing to remember, and is covered nevertheless. */
        public void call() {
            answer("");
        }
    }

    @Test
    void aTypesAnnotationRemembersWhatItsMethodsReturn() {
        with(Covered.class)
                .run(
                        context -> {
                            Covered bean = context.getBean(Covered.class);
                            bean.count();
                            bean.call();
                            assertThat(keys(context, "answers"))
                                    .containsExactly(
                                            "rememberedMethodsTests.Covered:"
                                                    + Covered.class.getName()
                                                    + ".count()[]");
                            bean.down();
                            assertThat(bean.count()).isOne();
                            assertThatThrownBy(bean::call).isSameAs(FAILURE);
                        });
    }
}
