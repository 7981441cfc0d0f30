package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerRegistryTests {

    private static final BreakerConfig DEFAULTS = BreakerConfig.builder().build();
    private static final BreakerConfig OTHER =
            BreakerConfig.builder().slidingWindowSize(17).build();

    private static final Predicate<Snapshot> RULE =
            new Predicate<>() {
                @Override
                public boolean test(Snapshot snapshot) {
                    return false;
                }

                @Override
                public String toString() {
                    return "never";
                }
            };

    private final FakeTicker ticker = new FakeTicker();
    private final BreakerRegistry registry = BreakerRegistry.of(DEFAULTS, ticker);

    @Nested
    class AskedByName {

        @Test
        void makesABreakerWithTheDefaults() {
            Breaker breaker = registry.breaker("inventory");

            assertThat(breaker.name()).isEqualTo("inventory");
            assertThat(breaker.config()).isSameAs(DEFAULTS).isSameAs(registry.defaults());
        }

        @Test
        void answersTheSameBreakerEveryTime() {
            assertThat(registry.breaker("inventory")).isSameAs(registry.breaker("inventory"));
        }

        @Test
        void answersTheBreakerThatWasMadeWithOtherSettings() {
            Breaker breaker = registry.breaker("inventory", OTHER);

            assertThat(registry.breaker("inventory")).isSameAs(breaker);
        }

        @Test
        void drivesItsBreakersByItsTicker() {
            Breaker breaker =
                    registry.breaker(
                            "inventory", BreakerConfig.builder().initialState(State.OPEN).build());

            ticker.advance(Duration.ofSeconds(30));

            assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\t\n"})
        void refusesANameThatIsBlank(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> registry.breaker(name))
                    .withMessage("The name of a breaker must not be blank: '" + name + "'");
            assertThat(registry.all()).isEmpty();
        }

        @Test
        void refusesANameThatIsMissing() {
            assertThatNullPointerException()
                    .isThrownBy(() -> registry.breaker(null))
                    .withMessage("name");
        }
    }

    @Nested
    class AskedWithSettings {

        @Test
        void makesABreakerWithThem() {
            assertThat(registry.breaker("inventory", OTHER).config()).isSameAs(OTHER);
        }

        @Test
        void answersTheSameBreakerWhereTheSettingsAreEqual() {
            Breaker breaker = registry.breaker("inventory", OTHER);

            assertThat(registry.breaker("inventory", OTHER.toBuilder().build())).isSameAs(breaker);
        }

        @Test
        void refusesOtherSettingsAndSaysWhichDiffer() {
            registry.breaker("inventory", OTHER);
            BreakerConfig custom = DEFAULTS.toBuilder().tripWhen(RULE).build();

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> registry.breaker("inventory", custom))
                    .withMessage(
                            "Breaker 'inventory' exists with other settings: slidingWindowSize is"
                                    + " 17, asked for as 30; tripWhen is not set, asked for as never");
        }
    }

    @Test
    void findsWhatThereIsAndMakesNothing() {
        Breaker breaker = registry.breaker("inventory");

        assertThat(registry.find("inventory")).containsSame(breaker);
        assertThat(registry.find("payment")).isEmpty();
        assertThat(registry.all()).containsExactly(breaker);
    }

    @Test
    void listsAllByName() {
        registry.breaker("payment");
        registry.breaker("inventory");

        assertThat(registry.all())
                .extracting(Breaker::name)
                .containsExactly("inventory", "payment");
    }

    @Nested
    class OnEach {

        private final List<String> told = new ArrayList<>();

        @Test
        void tellsOfTheBreakersThereAreAndOfThoseThatCome() {
            registry.breaker("inventory");

            registry.onEach(breaker -> told.add(breaker.name()));
            registry.breaker("payment");
            registry.breaker("payment");

            assertThat(told).containsExactly("inventory", "payment");
        }

        @Test
        void tellsOnceTheBreakerCanBeFound() {
            registry.onEach(
                    breaker -> told.add(registry.find(breaker.name()).map(Breaker::name).get()));

            registry.breaker("inventory");

            assertThat(told).containsExactly("inventory");
        }

        @Test
        void letsAConsumerAskForBreakersItself() {
            registry.onEach(breaker -> told.add(breaker.name()));
            registry.onEach(breaker -> registry.breaker("another"));
            registry.onEach(breaker -> registry.breaker(breaker.name()));

            registry.breaker("inventory");

            assertThat(told).containsExactlyInAnyOrder("inventory", "another");
        }

        @Test
        void isNotBrokenByAConsumerThatThrows() {
            registry.onEach(
                    breaker -> {
                        throw new IllegalStateException("broken consumer");
                    });
            registry.onEach(breaker -> told.add(breaker.name()));

            assertThat(registry.breaker("inventory")).isNotNull();
            assertThat(told).containsExactly("inventory");
        }
    }

    @Nested
    class Unsubscribe {

        @Test
        void endsBothKindsOfNews() {
            List<Breaker> told = new ArrayList<>();
            Consumer<Breaker> consumer = told::add;
            registry.onEach(consumer);
            registry.onRemoved(consumer);

            registry.unsubscribe(consumer);
            registry.breaker("inventory");
            registry.remove("inventory");

            assertThat(told).isEmpty();
        }

        @Test
        void letsAConsumerComeBackAndHearOfAllAgain() {
            Breaker breaker = registry.breaker("inventory");
            List<Breaker> told = new ArrayList<>();
            Consumer<Breaker> consumer = told::add;
            registry.onEach(consumer);

            registry.unsubscribe(consumer);
            registry.onEach(consumer);

            assertThat(told).containsExactly(breaker, breaker);
        }
    }

    @Nested
    class Remove {

        private final List<Breaker> removed = new ArrayList<>();

        @Test
        void takesABreakerOutAndTellsSo() {
            Breaker breaker = registry.breaker("inventory");
            registry.onRemoved(removed::add);

            assertThat(registry.remove("inventory")).isTrue();

            assertThat(registry.find("inventory")).isEmpty();
            assertThat(removed).containsExactly(breaker);
        }

        @Test
        void doesNothingWhereThereIsNone() {
            registry.onRemoved(removed::add);

            assertThat(registry.remove("inventory")).isFalse();
            assertThat(removed).isEmpty();
        }

        @Test
        void leavesTheBreakerWorkingForThoseWhoHoldIt() {
            Breaker breaker = registry.breaker("inventory");

            registry.remove("inventory");

            assertThat(breaker.call(() -> "reply")).isEqualTo("reply");
        }

        @Test
        void letsANewBreakerTakeTheNameOfWhichIsToldAgain() {
            List<Breaker> told = new ArrayList<>();
            registry.onEach(told::add);
            Breaker first = registry.breaker("inventory");

            registry.remove("inventory");
            Breaker second = registry.breaker("inventory", OTHER);

            assertThat(second).isNotSameAs(first);
            assertThat(told).containsExactly(first, second);
        }

        @Test
        void isToldAfterTheBreakerWasWhichNobodyHearsOfFromThenOn() {
            List<String> told = new ArrayList<>();
            registry.onEach(
                    breaker -> {
                        registry.remove(breaker.name());
                        told.add("first consumer");
                    });
            registry.onEach(breaker -> told.add("second consumer"));
            registry.onRemoved(breaker -> told.add("removed"));

            registry.breaker("inventory");

            assertThat(told).containsExactly("first consumer", "removed");
        }

        @Test
        void isNotBrokenByAConsumerThatThrows() {
            registry.breaker("inventory");
            registry.onRemoved(
                    breaker -> {
                        throw new IllegalStateException("broken consumer");
                    });
            registry.onRemoved(removed::add);

            assertThat(registry.remove("inventory")).isTrue();
            assertThat(removed).hasSize(1);
        }
    }
}
