package dev.breaker.spring.autoconfigure;

import static dev.breaker.spring.Calls.fail;
import static dev.breaker.spring.Calls.failUntilOpen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.State;
import dev.breaker.spring.Author;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.FallbackOn;
import dev.breaker.spring.InvalidSettingsException;
import dev.breaker.spring.KeyedBreakers;
import dev.breaker.spring.SettingsChange;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

@ExtendWith(OutputCaptureExtension.class)
class ReconfigurationTests {

    private static final Author ANN = new Author("ann", "a try");
    private static final int TIMES = 30;

    private final Map<String, Object> file = new LinkedHashMap<>();
    private final StandardEnvironment environment = new StandardEnvironment();
    private final ConfigurationReader reader =
            new ConfigurationReader(environment, new DefaultListableBeanFactory());
    private BreakerRegistry registry;
    private ConfiguredBreakers breakers;
    private BreakerFamilies families;
    private Reconfiguration reconfiguration;

    @BeforeEach
    void start() {
        file.put("breaker.configs.default.failure-rate-threshold", "40");
        file.put("breaker.configs.remote.wait-duration-in-open-state", "10s");
        file.put("breaker.instances.inventory.base-config", "remote");
        file.put("breaker.instances.inventory.failure-count-threshold", "5");
        file.put("breaker.instances.payment.sliding-window-size", "20");
        environment.getPropertySources().addFirst(new MapPropertySource("file", file));
        BreakerConfigs configs = reader.read(List.of());
        registry = BreakerRegistry.of(configs.defaults());
        configs.instances().forEach((name, settings) -> registry.breaker(name, settings.config()));
        breakers = new ConfiguredBreakers(configs, registry);
        families = new BreakerFamilies(registry, breakers);
        reconfiguration =
                new Reconfiguration(
                        () -> reader.read(List.of()),
                        reader.settings(),
                        breakers,
                        registry,
                        families);
    }

    private static Map<String, Object> with(String key, Object value) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(key, value);
        return settings;
    }

    @Nested
    class ARefresh {

        @Test
        void changesTheBreakersWhoseSettingsHaveChangedAndKeepsStateAndWindow() {
            Breaker inventory = registry.breaker("inventory");
            Breaker payment = registry.breaker("payment");
            failUntilOpen(payment, new IllegalStateException());
            fail(inventory, new IllegalStateException());
            var before = payment.config();
            file.put("breaker.instances.inventory.failure-count-threshold", "7");

            assertThat(reconfiguration.refresh()).containsExactly("inventory");

            assertThat(inventory.config().failureCountThreshold()).isEqualTo(7);
            assertThat(inventory.snapshot().failedCalls()).isEqualTo(1);
            assertThat(payment.config()).isSameAs(before);
            assertThat(payment.state()).isEqualTo(State.OPEN);
        }

        @Test
        void reachesAllThatInherit() {
            Breaker annotated = breakers.breaker("annotated", "remote");
            Breaker ofCode = registry.breaker("of-code");
            Breaker ownByCode =
                    registry.breaker(
                            "own-by-code",
                            registry.defaults().toBuilder().failureRateThreshold(77).build());
            file.put("breaker.configs.default.failure-rate-threshold", "60");
            file.put("breaker.configs.remote.wait-duration-in-open-state", "20s");

            assertThat(reconfiguration.refresh())
                    .containsExactly("annotated", "inventory", "of-code", "payment");

            assertThat(annotated.config().failureRateThreshold()).isEqualTo(60);
            assertThat(annotated.config().waitDurationInOpenState()).hasSeconds(20);
            assertThat(ofCode.config().failureRateThreshold()).isEqualTo(60);
            assertThat(ownByCode.config().failureRateThreshold()).isEqualTo(77);
            assertThat(registry.breaker("later").config().failureRateThreshold()).isEqualTo(60);
            file.put("breaker.configs.default.failure-rate-threshold", "61");
            assertThat(reconfiguration.refresh()).contains("of-code", "later");
        }

        @Test
        void makesBreakersThatAreConfiguredForTheFirstTime() {
            file.put("breaker.instances.recommendation.failure-rate-threshold", "90");

            assertThat(reconfiguration.refresh()).containsExactly("recommendation");

            assertThat(registry.find("recommendation"))
                    .hasValueSatisfying(
                            made -> assertThat(made.config().failureRateThreshold()).isEqualTo(90));
            assertThat(breakers.configuredNames()).contains("recommendation");
        }

        @Test
        void givesTheSettingsOfItsBaseToABreakerWhoseBlockIsGone() {
            Breaker inventory = registry.breaker("inventory");
            file.keySet().removeIf(key -> key.startsWith("breaker.instances.inventory"));

            assertThat(reconfiguration.refresh()).containsExactly("inventory");

            assertThat(inventory.config().failureCountThreshold()).isZero();
            assertThat(inventory.config().waitDurationInOpenState()).hasSeconds(10);
            assertThat(reconfiguration.refresh()).isEmpty();
        }

        @Test
        void changesNothingWhereAnythingIsWrong() {
            Breaker inventory = registry.breaker("inventory");
            var before = inventory.config();
            file.put("breaker.instances.inventory.failure-count-threshold", "7");
            file.put("breaker.instances.payment.failure-rate-treshold", "7");
            file.put("breaker.instances.recommendation.failure-rate-threshold", "90");

            assertThatThrownBy(() -> reconfiguration.refresh())
                    .isInstanceOf(InvalidBreakerConfigurationException.class)
                    .hasMessageContaining("breaker.instances.payment.failure-rate-treshold")
                    .hasMessageContaining(
                            "Did you mean breaker.instances.payment.failure-rate-threshold?");

            assertThat(inventory.config()).isSameAs(before);
            assertThat(registry.find("recommendation")).isEmpty();
            assertThat(breakers.configuredNames()).doesNotContain("recommendation");
        }

        @Test
        void changesTheSettingsOfTheStarterToo() {
            file.put("breaker.instances.inventory.fallback-on", "any");

            assertThat(reconfiguration.refresh()).containsExactly("inventory");

            assertThat(breakers.settings("inventory").fallbackOn()).isEqualTo(FallbackOn.ANY);
        }

        @Test
        void isNotedAmongTheChanges() {
            file.put("breaker.instances.inventory.failure-count-threshold", "7");
            reconfiguration.refresh();

            assertThat(reconfiguration.changes(registry.breaker("inventory")))
                    .singleElement()
                    .satisfies(
                            change -> {
                                assertThat(change.by()).isNull();
                                assertThat(change.reason())
                                        .isEqualTo("the configuration has changed");
                                assertThat(change.words())
                                        .isEqualTo("failure-count-threshold 5 -> 7");
                            });
        }

        @Test
        void doesNotTakeAPredicateForChangedThatIsMadeOfAClass() {
            file.put(
                    "breaker.instances.inventory.record-failure-predicate",
                    Nothing.class.getName());
            assertThat(reconfiguration.refresh()).containsExactly("inventory");

            assertThat(reconfiguration.refresh()).isEmpty();
        }

        @Test
        void followsWhatCustomizersMakeOfOtherProperties() {
            BreakerConfigCustomizer customizer =
                    (name, builder) ->
                            builder.failureRateThreshold(
                                            environment.getProperty(
                                                    "shop.rate", Double.class, 40.0))
                                    .ignoreExceptionPredicate(
                                            thrown -> name.equals(thrown.getMessage()));
            Reconfiguration customized =
                    new Reconfiguration(
                            () -> reader.read(List.of(customizer)),
                            reader.settings(),
                            breakers,
                            registry,
                            families);
            customized.refresh();
            BreakerConfig payment = registry.breaker("payment").config();
            assertThat(customized.refresh()).isEmpty();
            assertThat(registry.breaker("payment").config()).isSameAs(payment);

            file.put("shop.rate", "70");

            assertThat(customized.refresh()).containsExactly("inventory", "payment");
            assertThat(registry.breaker("payment").config().failureRateThreshold()).isEqualTo(70);
            assertThat(customized.refresh()).isEmpty();
        }

        @Test
        void changesNothingWhereAKeyCouldNotFollow() {
            Breaker inventory = registry.breaker("inventory");
            BreakerConfig before = inventory.config();
            Breaker key = families.family("inventory", "").of("acme");
            Author ann = new Author("ann", null);
            reconfiguration.change(key, Map.of("minimum-number-of-calls", "80"), ann);
            Map<String, String> tooSmall =
                    Map.of("sliding-window-type", "COUNT_BASED", "sliding-window-size", "50");

            assertThatThrownBy(() -> reconfiguration.change(inventory, tooSmall, ann))
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessageContaining(key.name())
                    .hasMessageContaining("minimum-number-of-calls (80)");
            tooSmall.forEach(
                    (name, value) -> file.put("breaker.instances.inventory." + name, value));
            assertThatThrownBy(() -> reconfiguration.refresh())
                    .isInstanceOf(InvalidBreakerConfigurationException.class)
                    .hasMessageContaining(key.name());

            assertThat(inventory.config()).isSameAs(before);
            assertThat(key.config().minimumNumberOfCalls()).isEqualTo(80);
        }

        @Test
        void leavesAFamilyItsSizeAndSaysSo(CapturedOutput output) {
            families.family("inventory", "");
            file.put("breaker.instances.inventory.max-keys", "3");

            reconfiguration.refresh();

            assertThat(breakers.settings("inventory").keys().maxKeys()).isEqualTo(1000);
            assertThat(output)
                    .contains(
                            "'inventory' has keys already: max-keys, key-idle-time and"
                                    + " meters-per-key stay as they are");
        }
    }

    @Test
    void leavesARegistryOfTheApplicationsOwnItsDefaults() {
        BreakerConfig own = registry.defaults().toBuilder().slidingWindowSize(99).build();
        BreakerRegistry ofItsOwn = BreakerRegistry.of(own);
        Breaker before = ofItsOwn.breaker("before");
        ConfiguredBreakers configured = new ConfiguredBreakers(reader.read(List.of()), ofItsOwn);
        Reconfiguration changes =
                new Reconfiguration(
                        () -> reader.read(List.of()),
                        reader.settings(),
                        configured,
                        ofItsOwn,
                        new BreakerFamilies(ofItsOwn, configured));
        file.put("breaker.configs.default.failure-rate-threshold", "60");

        changes.refresh();

        assertThat(before.config()).isSameAs(own);
        assertThat(ofItsOwn.breaker("after").config()).isSameAs(own);
    }

    /** Finds nothing. */
    public static final class Nothing implements Predicate<Throwable> {
        @Override
        public boolean test(Throwable thrown) {
            return false;
        }
    }

    @Nested
    class WhatIsChangedByHand {

        @Test
        void staysWhenTheConfigurationChangesBelowIt() {
            Breaker inventory = registry.breaker("inventory");
            reconfiguration.change(inventory, with("failure-rate-threshold", 66), ANN);
            file.put("breaker.instances.inventory.failure-rate-threshold", "55");
            file.put("breaker.instances.inventory.failure-count-threshold", "7");

            reconfiguration.refresh();

            assertThat(inventory.config().failureRateThreshold()).isEqualTo(66);
            assertThat(inventory.config().failureCountThreshold()).isEqualTo(7);
            assertThat(reconfiguration.origins(inventory).get("failure-rate-threshold"))
                    .startsWith("changed by ann at ")
                    .endsWith(": a try");
            reconfiguration.revert(inventory, ANN);
            assertThat(inventory.config().failureRateThreshold()).isEqualTo(55);
        }

        @Test
        void mustGoTogetherWithANewConfiguration() {
            Breaker payment = registry.breaker("payment");
            file.put("breaker.instances.payment.sliding-window-type", "COUNT_BASED");
            reconfiguration.refresh();
            reconfiguration.change(payment, with("minimum-number-of-calls", 15), ANN);
            file.put("breaker.instances.payment.sliding-window-size", "12");

            assertThatThrownBy(() -> reconfiguration.refresh())
                    .isInstanceOf(InvalidBreakerConfigurationException.class)
                    .hasMessageContaining("With the settings that were changed by hand")
                    .hasMessageContaining("minimum-number-of-calls (15)");

            assertThat(payment.config().slidingWindowSize()).isEqualTo(20);
        }

        @Test
        void isAboveWhatCustomizersDo() {
            Breaker inventory = registry.breaker("inventory");
            Reconfiguration customized =
                    new Reconfiguration(
                            () ->
                                    reader.read(
                                            List.of(
                                                    (name, builder) ->
                                                            builder.failureRateThreshold(12))),
                            reader.settings(),
                            breakers,
                            registry,
                            families);
            customized.change(inventory, with("failure-rate-threshold", 66), ANN);
            file.put("breaker.instances.inventory.failure-count-threshold", "7");

            customized.refresh();

            assertThat(inventory.config().failureRateThreshold()).isEqualTo(66);
            assertThat(inventory.config().failureCountThreshold()).isEqualTo(7);
        }

        @Test
        void isForgottenWithItsBreaker() {
            Breaker inventory = registry.breaker("inventory");
            reconfiguration.change(inventory, with("failure-rate-threshold", 66), ANN);
            registry.remove("inventory");

            Breaker another = breakers.breaker("inventory", "");

            assertThat(another.config().failureRateThreshold()).isEqualTo(40);
            assertThat(reconfiguration.changes(another)).isEmpty();
            assertThat(reconfiguration.changes(inventory)).isEmpty();
            assertThat(reconfiguration.changedByHand(another)).isEmpty();
        }

        @Test
        void isRememberedOnlySoFar() {
            Breaker inventory = registry.breaker("inventory");
            for (int i = 1; i <= 50; i++) {
                reconfiguration.change(inventory, with("failure-count-threshold", i + 10), ANN);
            }

            List<SettingsChange> changes = reconfiguration.changes(inventory);

            assertThat(changes).hasSize(20);
            assertThat(changes.get(19).to()).containsEntry("failure-count-threshold", 60);
        }

        @Test
        void isNothingWhereOneIsWrong() {
            Breaker inventory = registry.breaker("inventory");
            Map<String, Object> settings = with("failure-count-threshold", 9);
            settings.put("failure-rate-threshold", 101);

            assertThatThrownBy(() -> reconfiguration.change(inventory, settings, ANN))
                    .hasMessageContaining("failure-rate-threshold (101.0)");

            assertThat(inventory.config().failureCountThreshold()).isEqualTo(5);
            assertThat(reconfiguration.changes(inventory)).isEmpty();
        }
    }

    @Nested
    class AFamily {

        private KeyedBreakers partners() {
            KeyedBreakers family = families.family("inventory", "");
            family.of("acme");
            family.of("corp");
            return family;
        }

        @Test
        void passesItsSettingsOnToItsKeys() {
            KeyedBreakers family = partners();
            reconfiguration.change(
                    family.own(), Map.of("failure-count-threshold", 8, "fallback-on", "any"), ANN);

            assertThat(family.keys())
                    .allSatisfy(
                            key -> {
                                assertThat(key.config().failureCountThreshold()).isEqualTo(8);
                                assertThat(breakers.settings(key.name()).fallbackOn())
                                        .isEqualTo(FallbackOn.ANY);
                                assertThat(
                                                reconfiguration
                                                        .origins(key)
                                                        .get("failure-count-threshold"))
                                        .startsWith("changed by ann");
                            });
            Breaker late = family.of("late");
            assertThat(late.config().failureCountThreshold()).isEqualTo(8);
            reconfiguration.revert(family.own(), ANN);
            assertThat(family.keys()).allMatch(key -> key.config().failureCountThreshold() == 5);
        }

        @Test
        void passesOnWhatTheConfigurationSays() {
            KeyedBreakers family = partners();
            file.put("breaker.instances.inventory.failure-count-threshold", "9");

            reconfiguration.refresh();

            assertThat(family.keys())
                    .hasSize(2)
                    .allMatch(key -> key.config().failureCountThreshold() == 9);
        }

        @Test
        void leavesAKeyWhatWasChangedOfItByHand() {
            KeyedBreakers family = partners();
            Breaker acme = family.of("acme");
            reconfiguration.change(acme, with("failure-count-threshold", 3), ANN);

            reconfiguration.change(
                    family.own(),
                    Map.of("failure-count-threshold", 8, "failure-rate-threshold", 80),
                    ANN);

            assertThat(acme.config().failureCountThreshold()).isEqualTo(3);
            assertThat(acme.config().failureRateThreshold()).isEqualTo(80);
            assertThat(family.of("corp").config().failureCountThreshold()).isEqualTo(8);
            reconfiguration.revert(acme, ANN);
            assertThat(acme.config().failureCountThreshold()).isEqualTo(8);
        }

        @Test
        void leavesAKeyAloneThatIsConfiguredByName() {
            file.put("breaker.instances[inventory/own].failure-count-threshold", "2");
            reconfiguration.refresh();
            KeyedBreakers family = partners();
            Breaker own = family.of("own");

            reconfiguration.change(family.own(), with("failure-count-threshold", 8), ANN);

            assertThat(own.config().failureCountThreshold()).isEqualTo(2);
        }

        @Test
        void leavesAKeyAloneThatIsConfiguredByNameWhenTheConfigurationChangesToo() {
            file.put("breaker.instances[inventory/own].failure-count-threshold", "2");
            reconfiguration.refresh();
            KeyedBreakers family = partners();
            Breaker own = family.of("own");
            BreakerConfig before = own.config();
            file.put("breaker.instances.inventory.failure-count-threshold", "9");

            assertThat(reconfiguration.refresh()).containsExactly("inventory");

            assertThat(own.config()).isSameAs(before);
            assertThat(family.of("acme").config().failureCountThreshold()).isEqualTo(9);
        }

        @Test
        void losesAKeyThatIsConfiguredByNameLater() {
            KeyedBreakers family = partners();
            Breaker acme = family.of("acme");
            file.put("breaker.instances[inventory/acme].failure-count-threshold", "2");

            assertThat(reconfiguration.refresh()).containsExactly("inventory/acme");

            assertThat(acme.config().failureCountThreshold()).isEqualTo(2);
            file.put("breaker.instances.inventory.failure-count-threshold", "9");
            reconfiguration.refresh();
            assertThat(acme.config().failureCountThreshold()).isEqualTo(2);
            assertThat(family.of("corp").config().failureCountThreshold()).isEqualTo(9);
        }

        /** It was never made by the family, and becomes a key of it when the application starts. */
        @Test
        void doesNotTakeAKeyWhoseBlockIsGone() {
            file.put("breaker.instances[inventory/own].failure-count-threshold", "2");
            reconfiguration.refresh();
            Breaker own = partners().of("own");
            file.remove("breaker.instances[inventory/own].failure-count-threshold");

            assertThat(reconfiguration.refresh()).containsExactly("inventory/own");

            file.put("breaker.instances.inventory.failure-count-threshold", "9");
            reconfiguration.refresh();
            assertThat(own.config()).isEqualTo(registry.defaults());
        }
    }

    @Test
    void changesAtTheSameTimeLoseNothing() throws Exception {
        Breaker inventory = registry.breaker("inventory");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CountDownLatch start = new CountDownLatch(1);
        try {
            Future<?> byHand =
                    threads.submit(
                            () -> {
                                start.await();
                                for (int i = 1; i <= TIMES; i++) {
                                    reconfiguration.change(
                                            inventory, with("failure-rate-threshold", i), ANN);
                                }
                                return null;
                            });
            Future<?> again =
                    threads.submit(
                            () -> {
                                start.await();
                                for (int i = 1; i <= TIMES; i++) {
                                    file.put(
                                            "breaker.instances.inventory.failure-count-threshold",
                                            String.valueOf(i));
                                    reconfiguration.refresh();
                                }
                                return null;
                            });
            start.countDown();
            byHand.get();
            again.get();
        } finally {
            threads.shutdownNow();
        }

        assertThat(inventory.config().failureRateThreshold()).isEqualTo(TIMES);
        assertThat(inventory.config().failureCountThreshold()).isEqualTo(TIMES);
    }
}
