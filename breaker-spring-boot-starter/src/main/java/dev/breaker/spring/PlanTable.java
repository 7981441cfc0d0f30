package dev.breaker.spring;

import java.lang.reflect.Method;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The plans of methods as callers come by them, found by the identity of method and class: a proxy
 * asks with the same objects each time. Open addressing, so that finding one takes one step, no key
 * object and no hash code of names; a method that comes as another object is another entry. A plan
 * is made outside the lock, for making it may look up others. Thread-safe.
 */
final class PlanTable {

    private static final int SMALLEST = 16;

    /** No application has more; one that asks with new objects each time must not fill the heap. */
    private static final int MOST = 1 << 16;

    /** Final fields, so that a reader without the lock sees all of an entry or none of it. */
    private static final class Entry {

        private final Method method;
        private final Class<?> type;
        private final @Nullable MethodPlan plan;

        private Entry(Method method, Class<?> type, @Nullable MethodPlan plan) {
            this.method = method;
            this.type = type;
            this.plan = plan;
        }

        @SuppressWarnings("ReferenceEquality") // an equal one is found later, by who makes the plan
        private boolean isOf(Method anotherMethod, Class<?> anotherType) {
            return method == anotherMethod && type == anotherType;
        }
    }

    private final BiFunction<Method, Class<?>, @Nullable MethodPlan> maker;
    private volatile @Nullable Entry[] entries = new Entry[SMALLEST]; // at most half full
    private int size; // guarded by this
    private volatile int generation;

    /**
     * A table without plans.
     *
     * @param maker makes a plan when it is asked for; null where there is none
     */
    PlanTable(BiFunction<Method, Class<?>, @Nullable MethodPlan> maker) {
        this.maker = maker;
    }

    /** The plan of a method as part of a class; null if it has none. */
    @Nullable MethodPlan get(Method method, Class<?> type) {
        @Nullable Entry[] table = entries;
        for (int at = home(method, table); ; at = next(at, table)) {
            Entry entry = table[at];
            if (entry == null) {
                return make(method, type);
            }
            if (entry.isOf(method, type)) {
                return entry.plan;
            }
        }
    }

    /** Makes each anew when it is asked for again; what is being made now is not kept. */
    synchronized void clear() {
        generation++;
        entries = new Entry[SMALLEST];
        size = 0;
    }

    private @Nullable MethodPlan make(Method method, Class<?> type) {
        int before = generation;
        MethodPlan plan = maker.apply(method, type);
        keep(new Entry(method, type, plan), before);
        return plan;
    }

    /** Two threads may keep the same: whichever entry is found first is as good as the other. */
    private synchronized void keep(Entry entry, int madeIn) {
        if (generation != madeIn) {
            return;
        }
        if (size == MOST) {
            clear();
        }
        if (2 * (size + 1) > entries.length) {
            entries = doubled(entries);
        }
        put(entry, entries);
        size++;
    }

    private static @Nullable Entry[] doubled(@Nullable Entry[] table) {
        @Nullable Entry[] larger = new Entry[2 * table.length];
        for (Entry entry : table) {
            if (entry != null) {
                put(entry, larger);
            }
        }
        return larger;
    }

    private static void put(Entry entry, @Nullable Entry[] table) {
        int at = home(entry.method, table);
        while (table[at] != null) {
            at = next(at, table);
        }
        table[at] = entry;
    }

    /** By the method alone: each class of proxies has its own objects for its methods. */
    private static int home(Method method, @Nullable Entry[] table) {
        return System.identityHashCode(method) & (table.length - 1);
    }

    private static int next(int at, @Nullable Entry[] table) {
        return (at + 1) & (table.length - 1);
    }
}
