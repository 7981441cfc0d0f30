package dev.breaker.spring;

import dev.breaker.Breaker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The totals of a family, those of keys included that are no longer there. A breaker that has left
 * is read for a while longer, for a call may still be under way in it; then its figures are added
 * to a sum and it is let go. What is told never goes back. Thread-safe; takes no snapshot under its
 * lock, for that can make listeners run.
 */
final class DepartedKeys {

    private record Departed(Breaker breaker, long at) {}

    private final long keptFor;
    private final int most;
    private final List<Departed> departed = new ArrayList<>(); // guarded by this
    private FamilyTotals folded = FamilyTotals.NONE; // guarded by this
    private FamilyTotals told = FamilyTotals.NONE; // guarded by this

    /**
     * None so far.
     *
     * @param keptFor how long a breaker is read after it has left, in nanoseconds
     * @param most how many are, at most
     */
    DepartedKeys(long keptFor, int most) {
        this.keptFor = keptFor;
        this.most = most;
    }

    /**
     * Adds one; again, too, for whoever asks just when a breaker goes may bring it back once more.
     */
    void add(Breaker breaker, long now) {
        put(breaker, now);
        fold(now);
    }

    private synchronized void put(Breaker breaker, long now) {
        departed.removeIf(earlier -> earlier.breaker() == breaker);
        departed.add(new Departed(breaker, now));
    }

    /** Lets go of those that left long ago, and of the first where they are too many. */
    private void fold(long now) {
        List<Departed> due = due(now);
        FamilyTotals sum = FamilyTotals.NONE;
        for (Departed gone : due) {
            sum = sum.plus(FamilyTotals.of(gone.breaker().snapshot()));
        }
        add(due, sum);
    }

    private synchronized List<Departed> due(long now) {
        int tooMany = departed.size() - most;
        List<Departed> due = new ArrayList<>();
        for (Departed gone : departed) {
            if (due.size() < tooMany || now - gone.at() >= keptFor) {
                due.add(gone);
            }
        }
        return due;
    }

    /** One that another thread has folded meanwhile would be counted twice. */
    private synchronized void add(List<Departed> due, FamilyTotals sum) {
        if (!due.isEmpty() && departed.containsAll(due)) {
            departed.removeAll(due);
            folded = folded.plus(sum);
        }
    }

    /**
     * The totals of all.
     *
     * @param present those that are there, collected before this is called: who leaves meanwhile is
     *     among both, and counted once
     */
    FamilyTotals totals(Collection<Breaker> present) {
        Set<Breaker> all = Collections.newSetFromMap(new IdentityHashMap<>());
        all.addAll(present);
        FamilyTotals sum = foldedAnd(all);
        for (Breaker breaker : all) {
            sum = sum.plus(FamilyTotals.of(breaker.snapshot()));
        }
        return told(sum);
    }

    private synchronized FamilyTotals foldedAnd(Set<Breaker> all) {
        departed.forEach(gone -> all.add(gone.breaker()));
        return folded;
    }

    private synchronized FamilyTotals told(FamilyTotals sum) {
        told = told.max(sum);
        return told;
    }
}
