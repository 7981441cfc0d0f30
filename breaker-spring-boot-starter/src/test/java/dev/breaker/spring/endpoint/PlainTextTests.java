package dev.breaker.spring.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTests {

    @Test
    void isOnOneLineAndInOneDirection() {
        assertThat(PlainText.of("fine\r\nWARN  Breaker 'x' is forged\u2028\u0000\u202e!"))
                .isEqualTo("fine  WARN  Breaker 'x' is forged   !");
    }

    @Test
    void staysAsItIsOtherwise() {
        assertThat(PlainText.of("Wartung für <b>100 %</b> – \"ok\""))
                .isEqualTo("Wartung für <b>100 %</b> – \"ok\"");
    }
}
