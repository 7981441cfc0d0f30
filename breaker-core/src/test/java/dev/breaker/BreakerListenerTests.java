package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BreakerListenerTests {

    private final FakeTicker ticker = new FakeTicker();
    private final Breaker breaker =
            Breaker.of(
                    "inventory",
                    BreakerConfig.builder().consecutiveFailuresThreshold(2).build(),
                    ticker);
    private final List<String> heard = new ArrayList<>();

    @Nested
    class Order {

        @Test
        void isOutcomeThenTransition() {
            breaker.addListener(new Diary("it"));

            Calls.play("SFF", breaker, ticker);

            assertThat(heard)
                    .containsExactly(
                            "it: SUCCESS", "it: FAILURE", "it: FAILURE", "it: CLOSED -> OPEN");
        }

        @Test
        void isThatOfAddingTheListeners() {
            breaker.addListener(new Diary("first"));
            breaker.addListener(new Diary("second"));

            breaker.forceOpen();
            breaker.tryAcquire();

            assertThat(heard)
                    .containsExactly(
                            "first: CLOSED -> FORCED_OPEN",
                            "second: CLOSED -> FORCED_OPEN",
                            "first: refused by FORCED_OPEN",
                            "second: refused by FORCED_OPEN");
        }

        @Test
        void isThatOfTheTransitionsForEveryListenerThoughOneActsOnThem() {
            breaker.addListener(
                    new Diary("healer") {
                        @Override
                        public void onTransition(StateTransition transition) {
                            super.onTransition(transition);
                            if (transition.to() == State.FORCED_OPEN) {
                                breaker.close();
                                heard.add("healer has closed it");
                            }
                        }
                    });
            breaker.addListener(new Diary("other"));

            breaker.forceOpen();

            assertThat(heard)
                    .containsExactly(
                            "healer: CLOSED -> FORCED_OPEN",
                            "healer has closed it",
                            "other: CLOSED -> FORCED_OPEN",
                            "healer: FORCED_OPEN -> CLOSED",
                            "other: FORCED_OPEN -> CLOSED");
        }

        @Test
        void includesWhatTimeAloneHasBroughtAbout() {
            breaker.addListener(new Diary("it"));
            Calls.fail(breaker, 2);
            heard.clear();

            ticker.advance(Duration.ofHours(1));
            breaker.acquire();
            ticker.advance(Duration.ofHours(1));
            breaker.tryAcquire();

            assertThat(heard)
                    .containsExactly(
                            "it: OPEN -> HALF_OPEN",
                            "it: HALF_OPEN -> OPEN",
                            "it: OPEN -> HALF_OPEN");
        }
    }

    @Nested
    class CallsBack {

        @Test
        void mayAskTheBreakerAnything() {
            breaker.addListener(
                    new BreakerListener() {
                        @Override
                        public void onTransition(StateTransition transition) {
                            heard.add(breaker.state() + " " + breaker.snapshot().failedCalls());
                        }
                    });

            Calls.fail(breaker, 2);

            assertThat(heard).containsExactly("OPEN 2");
        }

        @Test
        void mayMakeCallsOfItsOwn() {
            breaker.addListener(
                    new BreakerListener() {
                        @Override
                        public void onOutcome(CallOutcome outcome) {
                            if (breaker.snapshot().totalSuccessfulCalls() < 5) {
                                breaker.call(() -> "another");
                            }
                        }
                    });

            breaker.call(() -> "one");

            assertThat(breaker.snapshot().totalSuccessfulCalls()).isEqualTo(5);
        }

        @Test
        void mayRemoveItself() {
            breaker.addListener(
                    new Diary("once") {
                        @Override
                        public void onOutcome(CallOutcome outcome) {
                            super.onOutcome(outcome);
                            breaker.removeListener(this);
                        }
                    });

            Calls.succeed(breaker, 2);

            assertThat(heard).containsExactly("once: SUCCESS");
        }
    }

    @Test
    void breaksNothingWhereItThrows() {
        breaker.addListener(
                new BreakerListener() {
                    @Override
                    public void onTransition(StateTransition transition) {
                        throw new IllegalStateException("broken listener");
                    }

                    @Override
                    public void onOutcome(CallOutcome outcome) {
                        throw new LinkageError("broken listener");
                    }

                    @Override
                    public void onNotPermitted(Rejection rejection) {
                        throw new StackOverflowError("broken listener");
                    }
                });
        breaker.addListener(new Diary("next"));

        Calls.fail(breaker, 2);
        assertThat(breaker.tryAcquire()).isNull();

        assertThat(heard)
                .containsExactly(
                        "next: FAILURE",
                        "next: FAILURE",
                        "next: CLOSED -> OPEN",
                        "next: refused by OPEN");
    }

    @Test
    void hearsNothingOnceRemoved() {
        Diary gone = new Diary("gone");
        breaker.addListener(gone);

        breaker.removeListener(gone);
        Calls.fail(breaker, 2);
        breaker.tryAcquire();

        assertThat(heard).isEmpty();
    }

    @Test
    void mayBeRemovedWithoutEverHavingBeenAdded() {
        breaker.removeListener(new Diary("stranger"));

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void mayOverrideNothing() {
        breaker.addListener(new BreakerListener() {});

        Calls.fail(breaker, 2);

        assertThat(breaker.tryAcquire()).isNull();
    }

    /** Writes down what it hears, under its name. */
    private class Diary implements BreakerListener {

        private final String name;

        Diary(String name) {
            this.name = name;
        }

        @Override
        public void onTransition(StateTransition transition) {
            heard.add("%s: %s -> %s".formatted(name, transition.from(), transition.to()));
        }

        @Override
        public void onOutcome(CallOutcome outcome) {
            heard.add(name + ": " + outcome.outcome());
        }

        @Override
        public void onNotPermitted(Rejection rejection) {
            heard.add(name + ": refused by " + rejection.state());
        }
    }
}
