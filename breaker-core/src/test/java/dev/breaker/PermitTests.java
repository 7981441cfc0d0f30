package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A permit is settled once, by hand, on any thread. */
class PermitTests {

    private final FakeTicker ticker = new FakeTicker();
    private final Breaker breaker =
            Breaker.of(
                    "inventory",
                    BreakerConfig.builder()
                            .slowCallDurationThreshold(Duration.ofSeconds(1))
                            .recordResult("503"::equals)
                            .recordExceptions(IOException.class)
                            .ignoreExceptions(IllegalArgumentException.class)
                            .build(),
                    ticker);

    @Test
    void isRefusedWithAnExceptionOrWithNull() {
        breaker.forceOpen();

        assertThatThrownBy(breaker::acquire).isInstanceOf(CallNotPermittedException.class);
        assertThat(breaker.tryAcquire()).isNull();
        assertThat(breaker.snapshot().notPermittedCalls()).isEqualTo(2);
    }

    @Nested
    class Settled {

        @Test
        void asSucceededWhateverTheResultPredicateSays() {
            assertThat(breaker.acquire().succeeded()).isEqualTo(Outcome.SUCCESS);

            assertThat(breaker.snapshot().totalSuccessfulCalls()).isOne();
        }

        @Test
        void asCompletedAsksTheResultPredicateAndSaysHow() {
            assertThat(breaker.acquire().completed("200")).isEqualTo(Outcome.SUCCESS);
            assertThat(breaker.acquire().completed("503")).isEqualTo(Outcome.FAILURE);
            assertThat(breaker.acquire().completed(null)).isEqualTo(Outcome.SUCCESS);

            assertThat(breaker.snapshot().totalSuccessfulCalls()).isEqualTo(2);
            assertThat(breaker.snapshot().totalFailedCalls()).isOne();
        }

        @Test
        void asFailedIsClassifiedAndSaysHow() {
            assertThat(breaker.acquire().failed(new IOException())).isEqualTo(Outcome.FAILURE);
            assertThat(breaker.acquire().failed(new IllegalArgumentException()))
                    .isEqualTo(Outcome.IGNORED);
            assertThat(breaker.acquire().failed(new IllegalStateException()))
                    .isEqualTo(Outcome.SUCCESS);
            assertThat(breaker.acquire().failed(new CompletionException(new IOException())))
                    .isEqualTo(Outcome.FAILURE);
        }

        @Test
        void saysWhetherItWasSlow() {
            Permit failure = breaker.acquire();
            Permit success = breaker.acquire();

            ticker.advance(Duration.ofSeconds(1));

            assertThat(failure.failed(new IOException())).isEqualTo(Outcome.SLOW_FAILURE);
            assertThat(success.failed(new Exception())).isEqualTo(Outcome.SLOW_SUCCESS);
        }

        @Test
        void asCancelledHasNoVerdict() {
            breaker.acquire().cancel();

            assertThat(breaker.snapshot().totalIgnoredCalls()).isOne();
            assertThat(breaker.snapshot().bufferedCalls()).isZero();
        }

        @Test
        void onAnotherThread() {
            Permit permit = breaker.acquire();

            CompletableFuture.runAsync(permit::succeeded).join();

            assertThat(breaker.snapshot().totalSuccessfulCalls()).isOne();
        }
    }

    @Test
    void countsTheFirstSettlementOnly() {
        List<Consumer<Permit>> ways =
                List.of(
                        Permit::succeeded,
                        permit -> permit.completed("503"),
                        permit -> permit.failed(new IOException()),
                        Permit::cancel);
        for (Consumer<Permit> first : ways) {
            long before = settled();
            Permit permit = breaker.acquire();

            first.accept(permit);
            ways.forEach(later -> later.accept(permit));

            assertThat(settled()).isEqualTo(before + 1);
        }
        assertThat(breaker.snapshot().totalSuccessfulCalls()).isOne();
        assertThat(breaker.snapshot().totalFailedCalls()).isEqualTo(2);
        assertThat(breaker.snapshot().totalIgnoredCalls()).isOne();
    }

    @Test
    void saysIgnoredWhereItWasSettledBefore() {
        Permit permit = breaker.acquire();
        permit.succeeded();

        assertThat(permit.failed(new IOException())).isEqualTo(Outcome.IGNORED);
        assertThat(permit.completed("200")).isEqualTo(Outcome.IGNORED);
        assertThat(permit.succeeded()).isEqualTo(Outcome.IGNORED);
    }

    @Test
    void isNotSpentByAFailureThatIsMissing() {
        Permit permit = breaker.acquire();

        assertThatNullPointerException()
                .isThrownBy(() -> permit.failed(null))
                .withMessage("thrown");
        permit.succeeded();

        assertThat(breaker.snapshot().totalSuccessfulCalls()).isOne();
    }

    @Test
    void belongsToTheStateThatIssuedIt() {
        Permit late = breaker.acquire();
        breaker.forceOpen();
        breaker.close();

        late.failed(new IOException());

        assertThat(breaker.snapshot().bufferedCalls()).isZero();
        assertThat(breaker.snapshot().consecutiveFailures()).isZero();
        assertThat(breaker.snapshot().totalFailedCalls()).isOne();
    }

    private long settled() {
        Snapshot now = breaker.snapshot();
        return now.totalSuccessfulCalls() + now.totalFailedCalls() + now.totalIgnoredCalls();
    }
}
