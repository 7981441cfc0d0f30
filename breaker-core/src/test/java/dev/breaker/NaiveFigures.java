package dev.breaker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What can be seen of a {@link NaiveBreaker}. */
final class NaiveFigures {

    private final NaiveBreaker of;

    NaiveFigures(NaiveBreaker of) {
        this.of = of;
    }

    Figures all() {
        Counts held = held();
        boolean known = held.calls() >= neededForRates();
        boolean slowIsKnown = known && of.rules.judgesSlowCalls();
        NaiveOrders.Order order = of.orders.present();
        return new Figures(
                of.state,
                held,
                known ? 100.0 * held.failed() / held.calls() : Double.NaN,
                slowIsKnown ? 100.0 * held.slow() / held.calls() : Double.NaN,
                of.failuresInARow,
                of.successesInARow,
                of.totals.figures(),
                of.totals.timeInStates(of.state, of.now - of.since),
                of.outage.shed(of.totals.notPermitted),
                of.lastFailure,
                of.outage.reason(),
                timeToNextProbe(),
                order == null ? null : order.what(),
                of.orders.revertsIn(of.now),
                of.plays.figures());
    }

    long neededForRates() {
        return switch (of.state) {
            case HALF_OPEN -> 1;
            case OPEN -> of.neededForEvidence;
            case CLOSED, METRICS_ONLY, FORCED_OPEN, DISABLED -> of.config.minimumNumberOfCalls();
        };
    }

    private Counts held() {
        return switch (of.state) {
            case CLOSED, METRICS_ONLY -> of.window.counts(of.now);
            case OPEN -> of.evidence;
            case HALF_OPEN -> of.round.counts();
            case FORCED_OPEN, DISABLED -> Counts.NONE;
        };
    }

    @Nullable Duration timeToNextProbe() {
        return switch (of.state) {
            case OPEN -> Duration.ofNanos(of.wait - (of.now - of.since));
            case HALF_OPEN -> Duration.ZERO;
            case FORCED_OPEN -> of.orders.revertsIn(of.now);
            case CLOSED, DISABLED, METRICS_ONLY -> null;
        };
    }
}
