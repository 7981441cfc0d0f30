package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For every sequence of outcomes a breaker leaves HALF_OPEN: all sequences of six probes, one after
 * the other, for each kind of decision.
 */
class HalfOpenExitTests {

    /** What becomes of a probe. */
    private enum Fate {
        SUCCEEDS,
        FAILS,
        IS_CANCELLED,
        NEVER_RETURNS
    }

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int PROBES = 6;

    private final FakeTicker ticker = new FakeTicker();

    static Stream<BreakerConfig> configs() {
        List<BreakerConfig> configs = new ArrayList<>();
        for (int places = 1; places <= 4; places++) {
            for (double rate : new double[] {0.001, 50, 100}) {
                for (int failures = 0; failures <= 1; failures++) {
                    configs.add(
                            BreakerConfig.builder()
                                    .permittedNumberOfCallsInHalfOpenState(places)
                                    .failureRateThreshold(rate)
                                    .failureCountThreshold(failures)
                                    .maxWaitDurationInHalfOpenState(LEASE)
                                    .build());
                }
            }
        }
        return configs.stream();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("configs")
    void isLeftByTheEndOfTheLease(BreakerConfig config) {
        forEachSequence(
                fates -> {
                    Breaker breaker = halfOpen(config);
                    RecordingListener listener = RecordingListener.on(breaker);
                    fates.forEach(fate -> probe(breaker, fate));

                    ticker.advance(LEASE);
                    breaker.state();

                    assertThat(listener.moves())
                            .as("%s", fates)
                            .isNotEmpty()
                            .first()
                            .isIn("HALF_OPEN -> CLOSED", "HALF_OPEN -> OPEN");
                });
    }

    /** Where the lease has no end, only a probe that never returns can keep a breaker half open. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("configs")
    void isLeftWithoutALeaseByAsManyVerdictsAsThereArePlaces(BreakerConfig config) {
        BreakerConfig endless =
                config.toBuilder().maxWaitDurationInHalfOpenState(Duration.ZERO).build();
        int places = config.permittedNumberOfCallsInHalfOpenState();
        forEachSequence(
                fates -> {
                    Breaker breaker = halfOpen(endless);
                    fates.forEach(fate -> probe(breaker, fate));
                    for (int n = 0; n < places; n++) {
                        probe(breaker, Fate.SUCCEEDS);
                    }

                    boolean mayStay = fates.contains(Fate.NEVER_RETURNS);
                    assertThat(mayStay || breaker.state() != State.HALF_OPEN)
                            .as("%s", fates)
                            .isTrue();
                });
    }

    private Breaker halfOpen(BreakerConfig config) {
        Breaker breaker = Breaker.of("b", config, ticker);
        breaker.halfOpen();
        return breaker;
    }

    /** A call in whatever state the breaker is by now. */
    private static void probe(Breaker breaker, Fate fate) {
        Permit permit = breaker.tryAcquire();
        if (permit == null) {
            return;
        }
        switch (fate) {
            case SUCCEEDS -> permit.succeeded();
            case FAILS -> permit.failed(new BackendFailure("f"));
            case IS_CANCELLED -> permit.cancel();
            case NEVER_RETURNS -> {}
        }
    }

    private static void forEachSequence(Consumer<List<Fate>> check) {
        Fate[] all = Fate.values();
        int sequences = (int) Math.pow(all.length, PROBES);
        for (int number = 0; number < sequences; number++) {
            List<Fate> fates = new ArrayList<>();
            for (int rest = number, n = 0; n < PROBES; n++, rest /= all.length) {
                fates.add(all[rest % all.length]);
            }
            check.accept(fates);
        }
    }
}
