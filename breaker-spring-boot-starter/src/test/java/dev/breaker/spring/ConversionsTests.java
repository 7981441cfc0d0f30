package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConversionsTests {

    @Test
    void assignsAsJavaDoes() {
        assertThat(Conversions.canPass(String.class, CharSequence.class)).isTrue();
        assertThat(Conversions.canPass(CharSequence.class, String.class)).isFalse();
        assertThat(Conversions.canPass(String[].class, Object[].class)).isTrue();
        assertThat(Conversions.canPass(int[].class, Object[].class)).isFalse();
    }

    @Test
    void boxesAndUnboxes() {
        assertThat(Conversions.canPass(int.class, Integer.class)).isTrue();
        assertThat(Conversions.canPass(int.class, Number.class)).isTrue();
        assertThat(Conversions.canPass(Integer.class, int.class)).isTrue();
        assertThat(Conversions.canPass(int.class, Long.class)).isFalse();
        assertThat(Conversions.canPass(Object.class, int.class)).isFalse();
        assertThat(Conversions.canPass(boolean.class, boolean.class)).isTrue();
    }

    @Test
    void widensNumbersAndNeverNarrowsThem() {
        assertThat(Conversions.canPass(int.class, long.class)).isTrue();
        assertThat(Conversions.canPass(Integer.class, double.class)).isTrue();
        assertThat(Conversions.canPass(char.class, int.class)).isTrue();
        assertThat(Conversions.canPass(char.class, short.class)).isFalse();
        assertThat(Conversions.canPass(byte.class, char.class)).isFalse();
        assertThat(Conversions.canPass(long.class, int.class)).isFalse();
        assertThat(Conversions.canPass(boolean.class, int.class)).isFalse();
    }

    @Test
    void nothingCanBePassedAsAValue() {
        assertThat(Conversions.canPass(void.class, Object.class)).isFalse();
        assertThat(Conversions.canPass(void.class, Void.class)).isFalse();
        assertThat(Conversions.canPass(void.class, int.class)).isFalse();
    }
}
