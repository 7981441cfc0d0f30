package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTests {

    private record Route(String from, String to) {}

    private static final class Nameless {}

    private enum Region {
        EU
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "eu/west", "a b", "ü", "a.b", "..."})
    void aTextThatCanStandInAPathIsItsOwnLabel(String text) {
        assertThat(KeyText.label(text)).isEqualTo(text);
    }

    @Test
    void valuesAreKeysByTheirText() {
        UUID id = UUID.randomUUID();

        assertThat(KeyText.of(7)).isEqualTo("7");
        assertThat(KeyText.of(Region.EU)).isEqualTo("EU");
        assertThat(KeyText.of(id)).isEqualTo(id.toString());
        assertThat(KeyText.of(List.of("a", 1))).isEqualTo("[a, 1]");
        assertThat(KeyText.of(new Route("a", "b"))).isEqualTo("Route[from=a, to=b]");
    }

    @Test
    void whatHasNoTextOfItsOwnIsNoKey() {
        assertThatThrownBy(() -> KeyText.of(new Nameless()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(
                        "KeyTextTests.Nameless is no key: its text says nothing of what is in it");
        assertThatThrownBy(() -> KeyText.of(new byte[] {1}))
                .hasMessage("a byte[] is no key: its text says nothing of what is in it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\nb", "a\rb", "a\u0000b", "a\u2028b", "a\u202Eb", "a\u0085b", "a\uD800b"})
    void nothingThatCouldForgeALogLineStays(String text) {
        assertThat(KeyText.label(text)).matches("a\\?b~[0-9a-f]{16}");
    }

    @Test
    void twoKeysThatAreCleanedStayTwo() {
        assertThat(KeyText.label("a\nb")).isNotEqualTo(KeyText.label("a\rb"));
        assertThat(KeyText.label("a\nb")).isEqualTo(KeyText.label("a\nb"));
    }

    @Test
    void aLongTextIsCutAndTwoThatDifferAtTheEndStayTwo() {
        String one = "x".repeat(10_000) + "1";
        String other = "x".repeat(10_000) + "2";

        assertThat(KeyText.label(one))
                .hasSize(57)
                .startsWith("xxx")
                .isNotEqualTo(KeyText.label(other));
        assertThat(KeyText.label("x".repeat(100))).hasSize(100);
        assertThat(KeyText.label("x".repeat(101))).hasSize(57);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a/../b", "/a", "a/", "a//b"})
    void whatAPathWouldLoseIsMarked(String text) {
        assertThat(KeyText.label(text)).matches("(?s)\\Q" + text + "\\E~[0-9a-f]{16}");
    }
}
