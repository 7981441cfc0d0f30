package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A rejection says which breaker, in what state, why, since when, and when to come back. */
class CallNotPermittedExceptionTests {

    private final FakeTicker ticker = new FakeTicker();

    @Test
    void explainsOpen() {
        Breaker breaker = breaker(tripping());
        Calls.fail(breaker, 1);
        ticker.advance(Duration.ofSeconds(10));

        CallNotPermittedException rejected = rejectionBy(breaker);

        assertThat(rejected.breakerName()).isEqualTo("inventory");
        assertThat(rejected.state()).isEqualTo(State.OPEN);
        assertThat(rejected.reason())
                .isEqualTo(
                        "failure rate 100 % reached the threshold of 50 % (1 of 1 calls in the"
                                + " window failed); failures: 1 x java.lang.IllegalStateException");
        assertThat(rejected.openSince()).isEqualTo(breaker.snapshot().since());
        assertThat(rejected.timeToNextProbe()).hasSeconds(20);
        assertThat(rejected)
                .hasMessage(
                        "Breaker 'inventory' is OPEN: failure rate 100 % reached the threshold of"
                                + " 50 % (1 of 1 calls in the window failed); failures: 1 x java.lang.IllegalStateException; next probe in PT20S");
    }

    @Test
    void explainsAHalfOpenThatHasNoPlaceLeft() {
        Breaker breaker = breaker(tripping().permittedNumberOfCallsInHalfOpenState(1));
        Calls.fail(breaker, 1);
        CallNotPermittedException whileOpen = rejectionBy(breaker);
        ticker.advance(Duration.ofSeconds(30));
        breaker.acquire();

        CallNotPermittedException rejected = rejectionBy(breaker);

        assertThat(rejected.state()).isEqualTo(State.HALF_OPEN);
        assertThat(rejected.reason()).isEqualTo(whileOpen.reason());
        assertThat(rejected.openSince()).isEqualTo(whileOpen.openSince());
        assertThat(rejected.timeToNextProbe()).isZero();
        assertThat(rejected)
                .hasMessage(
                        "Breaker 'inventory' is HALF_OPEN: %s; all probes are under way"
                                .formatted(whileOpen.reason()));
    }

    @Test
    void explainsAHalfOpenThatAnOperatorBegan() {
        Breaker breaker = breaker(tripping().permittedNumberOfCallsInHalfOpenState(1));
        breaker.halfOpen();
        breaker.acquire();

        CallNotPermittedException rejected = rejectionBy(breaker);

        assertThat(rejected.reason()).isNull();
        assertThat(rejected.openSince()).isEqualTo(breaker.snapshot().since());
        assertThat(rejected)
                .hasMessage("Breaker 'inventory' is HALF_OPEN; all probes are under way");
    }

    @Test
    void explainsForcedOpen() {
        Breaker breaker = breaker(tripping());
        breaker.forceOpen();

        CallNotPermittedException rejected = rejectionBy(breaker);

        assertThat(rejected.state()).isEqualTo(State.FORCED_OPEN);
        assertThat(rejected.reason()).isEqualTo("forced open by an operator");
        assertThat(rejected.openSince()).isEqualTo(breaker.snapshot().since());
        assertThat(rejected.timeToNextProbe()).isNull();
        assertThat(rejected)
                .hasMessage(
                        "Breaker 'inventory' is FORCED_OPEN: forced open by an operator; an operator"
                                + " must close it");
    }

    @Test
    void speaksOfTheMomentItWasThrown() {
        Breaker breaker = breaker(tripping());
        Calls.fail(breaker, 1);
        CallNotPermittedException rejected = rejectionBy(breaker);

        ticker.advance(Duration.ofSeconds(25));
        breaker.close();

        assertThat(rejected.timeToNextProbe()).hasSeconds(30);
        assertThat(rejected.state()).isEqualTo(State.OPEN);
    }

    @Nested
    class StackTrace {

        @Test
        void isNotTakenByDefault() {
            CallNotPermittedException rejected = rejectionBy(forcedOpen(tripping()));

            assertThat(rejected.getStackTrace()).isEmpty();
        }

        @Test
        void isThereWhereAskedFor() {
            CallNotPermittedException rejected =
                    rejectionBy(forcedOpen(tripping().writableStackTraceEnabled(true)));

            assertThat(rejected.getStackTrace())
                    .extracting(StackTraceElement::getMethodName)
                    .contains("isThereWhereAskedFor");
        }

        private Breaker forcedOpen(BreakerConfig.Builder settings) {
            return breaker(settings.initialState(State.FORCED_OPEN));
        }
    }

    @Test
    void survivesSerialization() {
        Breaker breaker = breaker(tripping());
        Calls.fail(breaker, 1);
        CallNotPermittedException rejected = rejectionBy(breaker);

        CallNotPermittedException read = Serialized.copyOf(rejected);

        assertThat(read).usingRecursiveComparison().isEqualTo(rejected);
        assertThat(read).hasMessage(rejected.getMessage());
    }

    private static BreakerConfig.Builder tripping() {
        return BreakerConfig.builder().minimumNumberOfCalls(1);
    }

    private Breaker breaker(BreakerConfig.Builder settings) {
        return Breaker.of("inventory", settings.build(), ticker);
    }

    private static CallNotPermittedException rejectionBy(Breaker breaker) {
        return catchThrowableOfType(CallNotPermittedException.class, breaker::acquire);
    }
}
