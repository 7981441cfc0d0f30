package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a window keeps of its last failure. */
class FailureNoteTests {

    @Test
    void movesItsTimeWithAFailureThatIsAlike() {
        FailureNote note = new FailureNote("A", "down", 1);

        assertThat(note.takesIn("A", "down", 5)).isTrue();

        assertThat(note.failure()).isEqualTo(new Failure("A", "down", Instant.ofEpochMilli(5)));
    }

    @Test
    void comparesMessagesThatAreNotThere() {
        FailureNote note = new FailureNote("A", null, 1);

        assertThat(note.takesIn("A", null, 2)).isTrue();
        assertThat(note.takesIn("A", "down", 3)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"B, down", "A, up", "A, "})
    void staysAsItIsWhereAnotherFailureComes(String type, String message) {
        FailureNote note = new FailureNote("A", "down", 1);

        assertThat(note.takesIn(type, message, 5)).isFalse();

        assertThat(note.failure()).isEqualTo(new Failure("A", "down", Instant.ofEpochMilli(1)));
    }

    @Test
    void isReplacedInTheWindow() {
        Window window = Window.open(BreakerConfig.builder().build(), 0);

        window.events().remember(new IOException("reset"));
        window.events().remember(new IOException("refused"));
        assertThat(window.events().lastFailure()).extracting(Failure::message).isEqualTo("refused");

        window.events().remember(null);
        assertThat(window.events().lastFailure()).extracting(Failure::type).isEqualTo("result");
    }
}
