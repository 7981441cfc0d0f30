package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
                .hasToString("Inventory.stock()[\"book\", 1, null, DAYS, [1, 2]]");
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
}
