package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The row of failures as its word is packed. */
class EventsTests {

    private static final long SUCCESSES = 1L << 40;

    private final CountWindow window = new CountWindow(10, false);
    private final Events events = window.events();

    @Test
    void growsWhileThereIsNoSuccessBetween() {
        assertThat(events.lengthenRow(5)).isEqualTo(1);
        assertThat(events.lengthenRow(5)).isEqualTo(2);
        assertThat(events.lengthenRow(6)).isEqualTo(1);
    }

    /** It was under way while the other one failed. */
    @Test
    void takesInAFailureThatWasOvertaken() {
        events.lengthenRow(7);

        assertThat(events.lengthenRow(6)).isEqualTo(2);
        assertThat(events.lengthenRow(7)).isEqualTo(3);
    }

    @Test
    void goesOnWhereTheNumberOfSuccessesHasWrapped() {
        events.lengthenRow(SUCCESSES / 2);
        events.lengthenRow(SUCCESSES - 1);

        assertThat(events.lengthenRow(SUCCESSES)).isEqualTo(1);
        assertThat(events.lengthenRow(SUCCESSES - 1)).isEqualTo(2);
        assertThat(events.lengthenRow(SUCCESSES + 1)).isEqualTo(1);
    }

    /** No failure for weeks is no failure that was overtaken. */
    @Test
    void beginsAnewAfterMoreSuccessesThanHalfOfWhatCanBeCounted() {
        events.lengthenRow(0);

        assertThat(events.lengthenRow(SUCCESSES / 2 + 1)).isEqualTo(1);
        assertThat(events.lengthenRow(SUCCESSES / 2 + 6)).isEqualTo(1);
    }

    @Test
    void stopsGrowingBeforeItWraps() {
        long most = (1L << 23) - 1;
        for (long n = 0; n < most; n++) {
            events.lengthenRow(0);
        }

        assertThat(events.lengthenRow(0)).isEqualTo(most);
        assertThat(Events.failuresIn(events.row(), 0)).isEqualTo(most);
    }
}
