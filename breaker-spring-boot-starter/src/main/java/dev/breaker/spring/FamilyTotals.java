package dev.breaker.spring;

import dev.breaker.Snapshot;

/**
 * The totals of some breakers, read at one moment.
 *
 * @param calls what became of their calls
 * @param states what the changes of their states brought
 */
record FamilyTotals(CallTotals calls, StateTotals states) {

    static final FamilyTotals NONE = new FamilyTotals(CallTotals.NONE, StateTotals.NONE);

    static FamilyTotals of(Snapshot snapshot) {
        return new FamilyTotals(CallTotals.of(snapshot), StateTotals.of(snapshot));
    }

    FamilyTotals plus(FamilyTotals other) {
        return new FamilyTotals(calls.plus(other.calls), states.plus(other.states));
    }

    FamilyTotals max(FamilyTotals other) {
        return new FamilyTotals(calls.max(other.calls), states.max(other.states));
    }
}
