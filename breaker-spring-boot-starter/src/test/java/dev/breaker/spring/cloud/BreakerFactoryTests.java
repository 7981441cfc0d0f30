package dev.breaker.spring.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.InvalidSettingException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Settings in code; those of the configuration are in BreakerCloudAutoConfigurationTests. */
@ExtendWith(OutputCaptureExtension.class)
class BreakerFactoryTests {

    private final Factories factories = new Factories();
    private final BreakerFactory factory = factories.blocking();

    private BreakerConfig configOf(String id) {
        return factories.registry.find(id).map(Breaker::config).orElseThrow();
    }

    @Test
    void makesTheBreakerAtOnceAndOnlyOne() {
        factory.create("slow");
        Breaker made = factories.breaker();

        factory.create("slow").run(() -> "slow");
        factory.create("slow", "group").run(() -> "slow");

        assertThat(factories.registry.all()).containsExactly(made);
        assertThat(made.snapshot().totalSuccessfulCalls()).isEqualTo(2);
    }

    @Test
    void usesTheBreakerThatIsThere() {
        Breaker there =
                factories.registry.breaker(
                        "slow", BreakerConfig.builder().slidingWindowSize(77).build());

        factory.create("slow").run(() -> "slow");

        assertThat(there.snapshot().totalSuccessfulCalls()).isOne();
    }

    @Test
    void takesSettingsForSeveralIds() {
        factory.configure(
                builder ->
                        builder.settings(
                                settings -> settings.failureCountThreshold(builder.id().length())),
                "slow",
                "slower");
        factory.create("slow");
        factory.create("slower");
        factory.create("other");

        assertThat(configOf("slow").failureCountThreshold()).isEqualTo(4);
        assertThat(configOf("slower").failureCountThreshold()).isEqualTo(6);
        assertThat(configOf("other").failureCountThreshold()).isEqualTo(2);
        assertThat(configOf("slow").waitDurationInOpenState()).isEqualTo(Factories.OPEN);
    }

    @Test
    void takesWholeSettings() {
        BreakerConfig config = BreakerConfig.builder().slidingWindowSize(77).build();
        factory.configure(builder -> builder.config(config), "slow");

        factory.create("slow");

        assertThat(configOf("slow")).isEqualTo(config);
    }

    @Test
    void takesSettingsForAllOthers() {
        factory.configureDefault(
                id ->
                        factory.configBuilder(id)
                                .settings(settings -> settings.slidingWindowSize(id.length()))
                                .build());
        factory.configure(
                builder -> builder.settings(settings -> settings.slidingWindowSize(99)), "slower");
        factory.create("slow");
        factory.create("slower");

        assertThat(configOf("slow").slidingWindowSize()).isEqualTo(4);
        assertThat(configOf("slower").slidingWindowSize()).isEqualTo(99);
    }

    @Test
    void refusesSettingsThatContradictEachOtherWhereTheyAreGiven() {
        Assertions.assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(
                        () ->
                                factory.configure(
                                        builder ->
                                                builder.settings(
                                                        settings -> settings.slidingWindowSize(0)),
                                        "slow"));
    }

    @Test
    void saysWhoGaveNoSettings() {
        factory.configureDefault(id -> null);

        assertThatNullPointerException()
                .isThrownBy(() -> factory.create("slow"))
                .withMessage("configureDefault gave no settings to breaker 'slow'");
    }

    @Test
    void saysThatSettingsComeTooLate(CapturedOutput output) {
        factory.create("slow");
        factory.configure(builder -> {}, "slow");
        assertThat(output).doesNotContain("have no effect");

        factory.configure(
                builder -> builder.settings(settings -> settings.slidingWindowSize(99)), "slow");

        assertThat(output)
                .contains(
                        "Breaker 'slow' keeps the settings that it has, for it is in use; those given to the factory in code have no effect.");
    }

    @Test
    void needsNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> factory.create(" "))
                .withMessage("A circuit breaker needs an id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> factory.create("slow", ""))
                .withMessage("The group of a circuit breaker needs a name");
        assertThat(factories.registry.all()).isEmpty();
    }

    @Test
    void boundsTheNumberOfIds() {
        BreakerFactory few = factories.blocking(2);
        few.configure(builder -> {}, "configured");
        few.create("user-1");
        few.create("user-2");
        few.create("user-2");
        few.create("configured");

        assertThatIllegalStateException()
                .isThrownBy(() -> few.create("user-3"))
                .withMessageStartingWith(
                        "Circuit breaker 'user-3' is not made: 2 were made of ids that nobody configured, which is what breaker.cloud.max-breakers allows.");
        assertThat(factories.registry.find("user-3")).isEmpty();

        factories.registry.remove("user-1");
        few.create("user-3");
        assertThat(factories.registry.find("user-3")).isPresent();
    }
}
