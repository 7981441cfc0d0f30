package dev.breaker.spring.metrics;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.Snapshot;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.CallTotals;
import dev.breaker.spring.KeyedBreakers;
import dev.breaker.spring.StateTotals;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where the figures of one name come from: its breaker or, where the name has keys that have no
 * meters of their own, all breakers of the family. Which it is is asked anew with each reading, for
 * a name can become that of a family after its meters were bound.
 */
final class Figures {

    private final Breaker breaker;
    private final @Nullable BreakerFamilies families;

    Figures(Breaker breaker, @Nullable BreakerFamilies families) {
        this.breaker = breaker;
        this.families = families;
    }

    String name() {
        return breaker.name();
    }

    /** The settings in force; those of a family are those of its own breaker. */
    BreakerConfig config() {
        return breaker.config();
    }

    private Optional<KeyedBreakers> family() {
        return families == null
                ? Optional.empty()
                : families.find(breaker.name()).filter(family -> !family.settings().metersPerKey());
    }

    /** The sums over all calls; never go back. */
    CallTotals totals() {
        Optional<KeyedBreakers> family = family();
        return family.isPresent() ? family.get().totals() : CallTotals.of(breaker.snapshot());
    }

    /** What the changes of the state brought; never goes back. */
    StateTotals stateTotals() {
        Optional<KeyedBreakers> family = family();
        return family.isPresent() ? family.get().stateTotals() : StateTotals.of(breaker.snapshot());
    }

    /** How many calls are under way at breakers, which count them from now on at the latest. */
    double inFlight() {
        breakers().forEach(Breaker::countInFlight);
        return sum(Figures::inFlight);
    }

    private static double inFlight(Snapshot snapshot) {
        Long calls = snapshot.inFlightCalls();
        return calls == null ? 0 : calls;
    }

    /** The sums from breakers that measure from now on at the latest, for now they are read. */
    CallTotals measuredTotals() {
        breakers().forEach(Breaker::measureDurations);
        return totals();
    }

    /** What the windows of all breakers hold together. */
    double sum(ToDoubleFunction<Snapshot> value) {
        double sum = 0;
        for (Breaker each : breakers()) {
            sum += value.applyAsDouble(each.snapshot());
        }
        return sum;
    }

    /** The value of the breaker that has most of it; NaN where no breaker knows its own. */
    double highest(ToDoubleFunction<Snapshot> value) {
        double highest = Double.NaN;
        for (Breaker each : breakers()) {
            double own = value.applyAsDouble(each.snapshot());
            if (!(own <= highest) && !Double.isNaN(own)) {
                highest = own;
            }
        }
        return highest;
    }

    private List<Breaker> breakers() {
        return family().map(KeyedBreakers::measured).orElseGet(() -> List.of(breaker));
    }
}
