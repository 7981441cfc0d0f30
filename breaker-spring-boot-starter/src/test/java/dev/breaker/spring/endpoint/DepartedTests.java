package dev.breaker.spring.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DepartedTests {

    private final Departed departed = new Departed();

    @Test
    void knowsTheLastEventOfEachNameThatIsGone() {
        departed.add("inventory", 7);
        departed.add("payment", 9);
        departed.add("inventory", 12);

        assertThat(departed.last("payment"::equals)).isEqualTo(9);
        assertThat(departed.last("inventory"::equals)).isEqualTo(12);
        assertThat(departed.last(name -> true)).isEqualTo(12);
        assertThat(departed.last("other"::equals)).isZero();
    }

    @Test
    void saysOfNamesThatItForgotThatSomethingIsLost() {
        for (int number = 1; number <= 1_001; number++) {
            departed.add("key-" + number, number);
        }

        assertThat(departed.last("never seen"::equals)).isEqualTo(1);
        assertThat(departed.last("key-2"::equals)).isEqualTo(2);
    }
}
