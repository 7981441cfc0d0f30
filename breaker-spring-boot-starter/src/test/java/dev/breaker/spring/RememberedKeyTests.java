package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.util.SerializationUtils;

class RememberedKeyTests {

    private static RememberedKey key(Object... arguments) {
        return new RememberedKey("Inventory.stock()", arguments);
    }

    @Test
    void isThatOfEqualArgumentsOfTheSameMethod() {
        assertThat(key("book", 1, null))
                .isEqualTo(key("book", 1, null))
                .hasSameHashCodeAs(key("book", 1, null))
                .isNotEqualTo(key("book", 2, null))
                .isNotEqualTo(key("book", 1))
                .isNotEqualTo(new RememberedKey("Prices.price()", new Object[] {"book", 1, null}))
                .isNotEqualTo("book");
    }

    @Test
    void looksIntoArrays() {
        assertThat(key(new String[] {"a", "b"}, new int[] {1}))
                .isEqualTo(key(new String[] {"a", "b"}, new int[] {1}))
                .hasSameHashCodeAs(key(new String[] {"a", "b"}, new int[] {1}))
                .isNotEqualTo(key(new String[] {"a", "b"}, new int[] {2}));
    }

    /** The hash code of an enum is another one in the next JVM. */
    @Test
    void canBeSerialisedAndComputesItsHashCodeAnew() {
        RememberedKey key = key("book", TimeUnit.DAYS);
        int hash = key.hashCode();

        RememberedKey copy = SerializationUtils.clone(key);

        assertThat(copy).isEqualTo(key).hasSameHashCodeAs(hash);
        assertThat(copy).hasToString(key.toString());
        assertThat(RememberedKey.class)
                .satisfies(
                        type ->
                                assertThat(type.getDeclaredField("hash").getModifiers())
                                        .matches(java.lang.reflect.Modifier::isTransient));
    }

    @Test
    void isReadable() {
        assertThat(key("book", 1, null, TimeUnit.DAYS, new int[] {1, 2}))
                .hasToString(
                        "Inventory.stock()[\"book\", 1, null, java.util.concurrent.TimeUnit.DAYS, int[1, 2]]");
    }

    /** Redis and others keep a value under the text of its key. */
    @Test
    void hasATextOfItsOwn() {
        assertThat(
                        List.of(
                                key("a, b", "c"),
                                key("a", "b, c"),
                                key("a", "b", "c"),
                                key("a\", \"b", "c"),
                                key("a\\", "b"),
                                key("a\\\", \"b"),
                                key(1),
                                key("1"),
                                key("null"),
                                key((Object) null),
                                key(List.of("a, b")),
                                key(List.of("a", "b")),
                                key(List.of(), "a"),
                                key(Map.of("a", "b, c=d")),
                                key(Map.of("a", List.of("b", "c=d"))),
                                key()))
                .extracting(RememberedKey::toString)
                .doesNotHaveDuplicates();
        assertThat(key(List.of("a", "b"))).hasToString(key(Arrays.asList("a", "b")).toString());
    }

    private record Name(String text) {

        @Override
        public String toString() {
            return text;
        }
    }

    private record Pair(Object first, Object b) {}

    private enum Shown {
        HIDDEN {
            @Override
            public String toString() {
                return "shown, 1";
            }
        }
    }

    @Test
    void hasATextOfItsOwnWhateverTheTextsOfItsArguments() {
        assertThat(
                        List.of(
                                key(new Name("a, b"), new Name("c")),
                                key(new Name("a"), new Name("b, c")),
                                key(new Name("a"), new Name("b"), new Name("c")),
                                key(new Name("a")),
                                key("a"),
                                key('a'),
                                key(new Pair("x, b=y", "z")),
                                key(new Pair("x", "y, b=z")),
                                key(new Pair(new Name("1"), 1)),
                                key(new Pair(1, new Name("1"))),
                                key(Locale.forLanguageTag("a")),
                                key(1),
                                key(1L),
                                key(1.0),
                                key(1.0f),
                                key(new BigDecimal("1")),
                                key(new BigDecimal("1.0")),
                                key(true),
                                key("true"),
                                key(Shown.HIDDEN),
                                key(Shown.HIDDEN, 1),
                                key(List.of(1)),
                                key(Set.of(1)),
                                key(new int[] {1}),
                                key(new long[] {1}),
                                key(new Object[] {new Object[] {1}}),
                                key(Map.of(1, 1)),
                                key(Set.of(Map.entry(1, 1)))))
                .extracting(RememberedKey::toString)
                .doesNotHaveDuplicates();
    }

    @Test
    void hasTheTextOfItsEquals() {
        assertThat(key(new LinkedHashSet<>(List.of(1, 2)), Map.copyOf(Map.of(3, 4, 5, 6))))
                .hasToString(
                        key(
                                        new LinkedHashSet<>(List.of(2, 1)),
                                        new LinkedHashMap<>(new TreeMap<>(Map.of(5, 6, 3, 4))))
                                .toString());
        assertThat(key(new Pair("a", List.of(1))))
                .hasToString("Inventory.stock()[" + Pair.class.getName() + "[\"a\", List[1]]]");
    }

    @Test
    void knowsWhatHasNoText() {
        Object textless = new Object();
        for (Object argument :
                List.of(
                        textless,
                        new Object[] {textless},
                        List.of(1, List.of(textless)),
                        Map.of(textless, 1),
                        Map.of(1, textless),
                        new Pair(1, textless))) {
            assertThat(key("book", argument).textless()).isEqualTo(Object.class);
        }
        assertThat(
                        key("book", 1, null, new int[] {1}, new Pair(1, "a"), Set.of(Shown.HIDDEN))
                                .textless())
                .isNull();
    }
}
