package dev.breaker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A round of probes: DESIGN.md, section 3, rule 6. */
final class NaiveRound {

    private final List<Outcome> settled = new ArrayList<>();
    private final int places;
    private int underWay;
    private @Nullable Long firstAt;

    NaiveRound(BreakerConfig config) {
        places = config.permittedNumberOfCallsInHalfOpenState();
    }

    boolean hasPlace() {
        return underWay + settled.size() < places;
    }

    void begin(long now) {
        underWay++;
        firstAt = firstAt == null ? Long.valueOf(now) : firstAt;
    }

    void end() {
        underWay--;
    }

    void settle(Outcome outcome) {
        settled.add(outcome);
    }

    Counts counts() {
        return NaiveWindow.counted(settled);
    }

    int places() {
        return places;
    }

    /** When the lease of the first probe is over, if it is by now; null if not. */
    @Nullable Long overAt(Duration lease, long now) {
        boolean over =
                firstAt != null && !lease.isZero() && now - firstAt >= NaiveWait.nanos(lease);
        return over ? Long.valueOf(firstAt + NaiveWait.nanos(lease)) : null;
    }
}
