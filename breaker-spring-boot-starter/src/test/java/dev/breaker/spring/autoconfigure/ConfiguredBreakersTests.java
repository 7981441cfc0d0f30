package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.Snapshot;
import dev.breaker.spring.Breakers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ConfiguredBreakersTests {

    private BreakerConfigs configs;
    private BreakerRegistry registry;
    private Breakers breakers;
    private Runnable customizing = () -> {};

    @BeforeEach
    void setUp() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test",
                                Map.of(
                                        "breaker.configs.default.failure-rate-threshold", "11",
                                        "breaker.configs.slow.failure-rate-threshold", "22",
                                        "breaker.configs.fast.failure-rate-threshold", "33",
                                        "breaker.configs.fast.event-consumer-buffer-size", "3",
                                        "breaker.instances.inventory.base-config", "slow",
                                        "breaker.instances.payment.sliding-window-size", "5")));
        // a rule is never equal to another, so neither are the configurations that have one
        BreakerConfigCustomizer rule =
                (name, builder) -> {
                    builder.tripWhen(new Never()::holds);
                    customizing.run();
                };
        configs =
                new ConfigurationReader(environment, new DefaultListableBeanFactory())
                        .read(List.of(rule));
        registry = BreakerRegistry.of(configs.defaults());
        configs.instances().forEach((name, settings) -> registry.breaker(name, settings.config()));
        breakers = new ConfiguredBreakers(configs, registry);
    }

    @Nested
    class AConfiguredBreaker {

        @Test
        void isTheOneOfTheRegistry() {
            Breaker inventory = breakers.breaker("inventory", "");

            assertThat(inventory).isSameAs(registry.breaker("inventory"));
            assertThat(inventory.config().failureRateThreshold()).isEqualTo(22);
        }

        @Test
        void mayBeAskedForWithTheBaseThatItHas() {
            assertThat(breakers.breaker("inventory", "slow"))
                    .isSameAs(breakers.breaker("inventory", ""));
            assertThat(breakers.breaker("payment", "default"))
                    .isSameAs(breakers.breaker("payment", ""));
        }

        @Test
        void isRefusedWithAnotherBase() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> breakers.breaker("inventory", "fast"))
                    .withMessage(
                            "Breaker 'inventory' is asked for with configuration 'fast', but"
                                    + " breaker.instances.inventory has base-config 'slow'. Make both"
                                    + " the same, or leave out the configuration.");
        }

        @Test
        void returnsAfterItWasRemoved() {
            registry.remove("inventory");

            assertThat(breakers.breaker("inventory", "").config().failureRateThreshold())
                    .isEqualTo(22);
        }
    }

    @Nested
    class AnotherBreaker {

        @Test
        void hasTheSettingsOfTheBaseOfAll() {
            Breaker other = breakers.breaker("other", "");

            assertThat(other.config().failureRateThreshold()).isEqualTo(11);
            assertThat(breakers.breaker("other", "")).isSameAs(other);
            assertThat(breakers.breaker("other", "default")).isSameAs(other);
        }

        @Test
        void hasTheSettingsOfTheBaseForWhichItIsAsked() {
            Breaker other = breakers.breaker("other", "fast");

            assertThat(other.config().failureRateThreshold()).isEqualTo(33);
            assertThat(breakers.breaker("other", "fast")).isSameAs(other);
            assertThat(registry.find("other")).containsSame(other);
        }

        @Test
        void isRefusedWithTwoBasesInWhicheverOrder() {
            breakers.breaker("a", "fast");
            breakers.breaker("b", "");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> breakers.breaker("a", ""))
                    .withMessage(
                            "Breaker 'a' is asked for with configuration 'fast' in one place and with"
                                    + " 'default' in another. Name the same in both, or set"
                                    + " breaker.instances.a.base-config.");
            assertThatIllegalArgumentException().isThrownBy(() -> breakers.breaker("b", "fast"));
        }

        @Test
        void isRefusedWithABaseThatDoesNotExist() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> breakers.breaker("other", "fsat"))
                    .withMessageStartingWith(
                            "Breaker 'other' is asked for with configuration 'fsat', but there is no"
                                    + " breaker.configs.fsat; there are: ")
                    .withMessageEndingWith(" Did you mean 'fast'?");
            assertThat(registry.find("other")).isEmpty();
        }

        @Test
        void thatCodeMadeIsTakenAsItIs() {
            Breaker own = registry.breaker("own", BreakerConfig.builder().build());

            assertThat(breakers.breaker("own", "")).isSameAs(own);
        }

        @Test
        void thatCodeMadeIsRefusedWithABase() {
            registry.breaker("own", BreakerConfig.builder().build());

            assertThatIllegalArgumentException().isThrownBy(() -> breakers.breaker("own", "fast"));
        }

        @Test
        void mayHaveAnotherBaseOnceItIsRemoved() {
            breakers.breaker("other", "fast");
            registry.remove("other");

            assertThat(breakers.breaker("other", "slow").config().failureRateThreshold())
                    .isEqualTo(22);
        }

        /** The end of a breaker that is removed while it is announced comes after all that. */
        @Test
        void outlivesALateMourningForItsPredecessor() {
            AtomicBoolean replaced = new AtomicBoolean();
            registry.onEach(
                    added -> {
                        if (added.name().equals("other") && !replaced.getAndSet(true)) {
                            registry.remove("other");
                            breakers.breaker("other", "fast");
                        }
                    });

            breakers.breaker("other", "slow");

            assertThat(registry.find("other").orElseThrow().config().failureRateThreshold())
                    .isEqualTo(33);
            assertThat(breakers.settings("other").eventConsumerBufferSize()).isEqualTo(3);
            assertThat(breakers.breaker("other", "fast")).isSameAs(registry.breaker("other"));
        }

        @Test
        void isOneForAllThreadsThatAskAtOnce() {
            Set<Breaker> seen = ConcurrentHashMap.newKeySet();

            IntStream.range(0, 1_000)
                    .parallel()
                    .forEach(i -> seen.add(breakers.breaker("many " + i / 100, "fast")));

            assertThat(seen).hasSize(10);
        }
    }

    /** What is asked for anew must not be refused: the annotation was accepted once. */
    @Nested
    class TheCurrentBreaker {

        private static final BreakerConfig OTHER =
                BreakerConfig.builder().failureRateThreshold(44).build();

        @Test
        void isThatOfTheRegistryWhateverItsSettings() {
            breakers.breaker("other", "fast");
            for (String name : List.of("inventory", "other")) {
                registry.remove(name);
                Breaker successor = registry.breaker(name, OTHER);

                assertThat(breakers.current(name, name.equals("other") ? "fast" : "slow"))
                        .isSameAs(successor);
                assertThat(breakers.current(name, "")).isSameAs(successor);
            }
        }

        @Test
        void hasTheConfiguredSettingsIfThereIsNone() {
            assertThat(breakers.current("inventory", "slow").config().failureRateThreshold())
                    .isEqualTo(22);
            assertThat(breakers.current("other", "fast").config().failureRateThreshold())
                    .isEqualTo(33);
            assertThat(breakers.current("another", "").config().failureRateThreshold())
                    .isEqualTo(11);
        }

        @Test
        void keepsWhatItsBaseSaysOfTheStarter() {
            registry.breaker("other", OTHER);

            breakers.current("other", "fast");

            assertThat(breakers.settings("other").eventConsumerBufferSize()).isEqualTo(3);
        }

        @Test
        void mayHaveAnotherBaseByNow() {
            Breaker other = breakers.breaker("other", "slow");

            assertThat(breakers.current("other", "fast")).isSameAs(other);
        }

        @Test
        void isThatOfWhomItLosesTheRaceTo() {
            customizing = () -> registry.breaker("other", OTHER);

            assertThat(breakers.current("other", "fast").config()).isSameAs(OTHER);
        }

        @Test
        void cannotBeBlank() {
            assertThatIllegalArgumentException().isThrownBy(() -> breakers.current(" ", ""));
        }
    }

    @Test
    void namesTheConfigured() {
        breakers.breaker("other", "");

        assertThat(breakers.configuredNames()).containsExactlyInAnyOrder("inventory", "payment");
    }

    private static final class Never {

        boolean holds(Snapshot ignored) {
            return false;
        }
    }
}
