package dev.breaker.spring.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.CallNotPermittedException;
import dev.breaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cloud.client.circuitbreaker.CircuitBreaker;
import org.springframework.cloud.client.circuitbreaker.NoFallbackAvailableException;

/** What Spring Cloud documents of {@link CircuitBreaker}, and what we add. */
class BlockingCircuitBreakerTests {

    private final Factories factories = new Factories();
    private final CircuitBreaker circuitBreaker = factories.blocking().create("slow");

    private static <T> Supplier<T> throwing(RuntimeException thrown) {
        return () -> {
            throw thrown;
        };
    }

    private void open() {
        for (int i = 0; i < 2; i++) {
            circuitBreaker.run(throwing(new IllegalStateException()), why -> "");
        }
        assertThat(factories.breaker().state()).isEqualTo(State.OPEN);
    }

    @Test
    void returnsWhatTheCallReturns() {
        assertThat(circuitBreaker.run(() -> "slow")).isEqualTo("slow");
        assertThat(circuitBreaker.run(() -> "slow", why -> "fallback")).isEqualTo("slow");
        assertThat(circuitBreaker.<String>run(() -> null)).isNull();
        assertThat(factories.breaker().snapshot().totalSuccessfulCalls()).isEqualTo(3);
    }

    static List<Throwable> thrown() {
        return List.of(
                new IllegalStateException("down"), new Factories.Ignored(), new AssertionError());
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void handsWhateverIsThrownToTheFallback(Throwable thrown) {
        List<Throwable> heard = new ArrayList<>();

        String answer =
                circuitBreaker.run(
                        () -> sneaky(thrown),
                        why -> {
                            heard.add(why);
                            return "fallback";
                        });

        assertThat(answer).isEqualTo("fallback");
        assertThat(heard).containsExactly(thrown);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void saysThatThereIsNoFallback(Throwable thrown) {
        assertThatExceptionOfType(NoFallbackAvailableException.class)
                .isThrownBy(() -> circuitBreaker.run(() -> sneaky(thrown)))
                .withCause(thrown);
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> String sneaky(Throwable thrown) throws X {
        throw (X) thrown;
    }

    @Test
    void ignoresWhatIsConfiguredToBeIgnored() {
        for (int i = 0; i < 5; i++) {
            circuitBreaker.run(throwing(new Factories.Ignored()), why -> "fallback");
        }

        assertThat(factories.breaker().state()).isEqualTo(State.CLOSED);
        assertThat(factories.breaker().snapshot().totalIgnoredCalls()).isEqualTo(5);
    }

    @Test
    void handsTheRejectionToTheFallbackAndMakesNoCall() {
        open();
        List<Throwable> heard = new ArrayList<>();

        circuitBreaker.run(
                () -> {
                    throw new AssertionError("called");
                },
                why -> {
                    heard.add(why);
                    return "fallback";
                });

        assertThat(heard)
                .singleElement()
                .isInstanceOfSatisfying(
                        CallNotPermittedException.class,
                        rejected -> assertThat(rejected.breakerName()).isEqualTo("slow"));
        assertThat(factories.breaker().snapshot().notPermittedCalls()).isOne();
    }

    @Test
    void aRejectionWithoutFallbackIsTheCause() {
        open();

        assertThatThrownBy(() -> circuitBreaker.run(() -> "slow"))
                .isInstanceOf(NoFallbackAvailableException.class)
                .hasCauseInstanceOf(CallNotPermittedException.class);
    }

    @Test
    void closesAgainWithAProbe() {
        open();
        factories.time.advance(Factories.OPEN);

        assertThat(circuitBreaker.run(() -> "well", why -> "fallback")).isEqualTo("well");

        assertThat(factories.breaker().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void whatTheFallbackThrowsIsTheCallersAndHasNoVerdict() {
        IllegalArgumentException rethrown = new IllegalArgumentException();

        assertThatThrownBy(
                        () ->
                                circuitBreaker.run(
                                        throwing(new IllegalStateException()),
                                        why -> {
                                            throw rethrown;
                                        }))
                .isSameAs(rethrown);

        assertThat(factories.breaker().snapshot().failedCalls()).isOne();
    }

    /** scc#161, #182: others move the call to a pool, and end it after a second. */
    @Test
    void staysOnTheThreadAndSetsNoTimeOut() {
        Thread[] threads = new Thread[2];

        String answer =
                circuitBreaker.run(
                        () -> {
                            threads[0] = Thread.currentThread();
                            factories.time.advance(Duration.ofHours(1));
                            return "late";
                        });
        circuitBreaker.run(
                throwing(new IllegalStateException()), why -> threads[1] = Thread.currentThread());

        assertThat(answer).isEqualTo("late");
        assertThat(threads).containsOnly(Thread.currentThread());
    }

    @Test
    void countsFallbacks() {
        circuitBreaker.run(() -> "slow", why -> "fallback");
        circuitBreaker.run(throwing(new IllegalStateException()), why -> "fallback");
        assertThatThrownBy(() -> circuitBreaker.run(throwing(new IllegalStateException())))
                .isInstanceOf(NoFallbackAvailableException.class);

        assertThat(factories.fallbacks.of("slow").sum()).isOne();
    }

    @Test
    void refusesNothingBeforeItAsksForAPermit() {
        Supplier<String> noCall = null;
        Function<Throwable, String> noFallback = null;

        assertThatNullPointerException()
                .isThrownBy(() -> circuitBreaker.run(noCall))
                .withMessage("toRun");
        assertThatNullPointerException()
                .isThrownBy(() -> circuitBreaker.run(() -> "slow", noFallback))
                .withMessage("fallback");
        assertThat(factories.breaker().snapshot().bufferedCalls()).isZero();
    }

    /**
     * An operator's removal gives the name a new breaker, for those as well who keep the object.
     */
    @Test
    void goesThroughTheBreakerThatTheRegistryHolds() {
        open();
        factories.registry.remove("slow");

        assertThat(circuitBreaker.run(() -> "well", why -> "fallback")).isEqualTo("well");

        assertThat(factories.breaker().snapshot().totalSuccessfulCalls()).isOne();
    }
}
