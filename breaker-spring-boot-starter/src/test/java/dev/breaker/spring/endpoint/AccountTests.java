package dev.breaker.spring.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.breaker.spring.Author;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEventPublisher;

@ExtendWith(OutputCaptureExtension.class)
class AccountTests {

    @Test
    void whoFailsToWriteItDownKeepsNobodyFromTheRest(CapturedOutput output) {
        ApplicationEventPublisher broken =
                event -> {
                    throw new IllegalStateException("the audit's database is down");
                };
        Deed deed = Deed.action("inventory", "FORCE_OPEN", new Author("ann", "it burns"), null);

        assertThatCode(() -> new Account(broken).of(deed)).doesNotThrowAnyException();

        assertThat(output)
                .contains("Breaker 'inventory': FORCE_OPEN by ann: it burns")
                .contains("An action could not be audited")
                .contains("the audit's database is down");
    }

    @Test
    void whatComesFromOutsideStaysOnOneLineAndInOneDirection() {
        assertThat(PlainText.of("a\nb\u009b2J\u202ec\u061cd")).isEqualTo("a b 2J c d");
    }
}
