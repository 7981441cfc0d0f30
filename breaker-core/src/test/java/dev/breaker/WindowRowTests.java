package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The row of failures of a window, as its words are packed. */
class WindowRowTests {

    private static final long SUCCESSES = 1L << 40;

    private final CountWindow window = new CountWindow(10, false);

    @Test
    void growsWhileThereIsNoSuccessBetween() {
        assertThat(window.lengthened(5)).isEqualTo(1);
        assertThat(window.lengthened(5)).isEqualTo(2);
        assertThat(window.lengthened(6)).isEqualTo(1);
    }

    /** It was under way while the other one failed. */
    @Test
    void takesInAFailureThatWasOvertaken() {
        window.lengthened(7);

        assertThat(window.lengthened(6)).isEqualTo(2);
        assertThat(window.lengthened(7)).isEqualTo(3);
    }

    @Test
    void goesOnWhereTheNumberOfSuccessesHasWrapped() {
        window.lengthened(SUCCESSES / 3);
        window.lengthened(SUCCESSES / 3 * 2);
        window.lengthened(SUCCESSES - 1);

        assertThat(window.lengthened(SUCCESSES)).isEqualTo(1);
        assertThat(window.lengthened(SUCCESSES - 1)).isEqualTo(2);
        assertThat(window.lengthened(SUCCESSES + 1)).isEqualTo(1);
    }

    @Test
    void stopsGrowingBeforeItWraps() {
        long most = (1L << 23) - 1;
        for (long n = 0; n < most; n++) {
            window.lengthened(0);
        }

        assertThat(window.lengthened(0)).isEqualTo(most);
        assertThat(window.consecutiveFailures()).isEqualTo(most);
    }
}
