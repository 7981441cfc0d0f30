package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the user reads when a breaker cannot be injected. */
@ExtendWith(OutputCaptureExtension.class)
class MissingBreakerFailureAnalyzerTests {

    private static final String TWO =
            """
            breaker:
              instances:
                inventory:
                  failure-rate-threshold: 20
                "[pay.eu/v1]": {}
            """;

    static class Orders {
        Orders(@Qualifier("inventroy") Breaker breaker) {}
    }

    @Test
    void aMisspeltName(CapturedOutput output) {
        assertThat(FailedStart.report(output, TWO, Orders.class))
                .isEqualTo(
                        """
                        Description:

                        Parameter 0 of constructor in dev.breaker.spring.autoconfigure.MissingBreakerFailureAnalyzerTests$Orders required a Breaker 'inventroy', and there is none.

                        The breakers that can be injected are: 'inventory', 'pay.eu/v1'.

                        Action:

                        One of these:
                          - Write @Qualifier("inventory"), if that is what was meant.
                          - Configure the breaker below breaker.instances.inventroy, or name it there without settings: breaker.instances.inventroy={}.
                          - Inject the BreakerRegistry and ask it: registry.breaker("inventroy") makes the breaker with default settings.\
                        """);
    }

    static class Payments {

        @Autowired
        @Qualifier("pay.us/v1")
        void set(Breaker breaker) {}
    }

    @Test
    void aNameOnASetter(CapturedOutput output) {
        assertThat(FailedStart.report(output, "", Payments.class))
                .contains("required a Breaker 'pay.us/v1', and there is none.")
                .contains("No breaker is configured below breaker.instances.")
                .contains("below breaker.instances[pay.us/v1], or")
                .doesNotContain("Write @Qualifier");
    }

    static class Unnamed {
        @Autowired private Breaker inventoryBreaker;
    }

    @Test
    void noName(CapturedOutput output) {
        assertThat(FailedStart.report(output, TWO, Unnamed.class))
                .contains(
                        "Field inventoryBreaker in",
                        "required a Breaker without saying by a qualifier which one, and there is none.",
                        "The breakers that can be injected are: 'inventory', 'pay.eu/v1'.",
                        "Say which: @Qualifier(\"inventory\") Breaker.");
    }

    @Test
    void noNameAndNoBreaker(CapturedOutput output) {
        assertThat(FailedStart.report(output, "", Unnamed.class))
                .contains(
                        "No breaker is configured below breaker.instances.",
                        "Configure a breaker, below breaker.instances.inventoryBreaker for example, and ask for it: @Qualifier(\"inventoryBreaker\") Breaker.");
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoOfItsOwn {

        @Bean
        Breaker mine() {
            return Breaker.of("mine", BreakerConfig.builder().build());
        }

        @Bean
        Breaker other() {
            return Breaker.of("other", BreakerConfig.builder().build());
        }
    }

    @Test
    void beansOfTheApplicationsOwnCanBeMeant(CapturedOutput output) {
        assertThat(FailedStart.report(output, TWO, TwoOfItsOwn.class, Orders.class))
                .contains("are: 'inventory', 'mine', 'other', 'pay.eu/v1'.");
    }

    @Test
    void severalOfTheApplicationsOwnAreLeftToSpringBoot(CapturedOutput output) {
        assertThat(FailedStart.report(output, "", TwoOfItsOwn.class, Unnamed.class))
                .contains("required a single bean, but 2 were found");
    }

    static class Asks {
        Asks(@Qualifier("late") ObjectProvider<Breaker> breaker) {
            breaker.getObject();
        }
    }

    @Test
    void aProviderThatIsAskedAtOnce(CapturedOutput output) {
        assertThat(FailedStart.report(output, TWO, Asks.class))
                .contains("required a Breaker", "are: 'inventory', 'pay.eu/v1'.");
    }

    static class NeedsAnother {
        NeedsAnother(Runnable other) {}
    }

    @Test
    void otherBeansAreLeftToSpringBoot(CapturedOutput output) {
        assertThat(FailedStart.report(output, TWO, NeedsAnother.class))
                .contains("java.lang.Runnable")
                .doesNotContain("Breaker '");
    }
}
