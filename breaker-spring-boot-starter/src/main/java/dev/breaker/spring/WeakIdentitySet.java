package dev.breaker.spring;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Objects that are known by themselves, not by what their {@code equals} says, and are kept by
 * nobody else's leave: one that is otherwise unreachable is gone. Runs no code of theirs.
 * Thread-safe.
 */
final class WeakIdentitySet<T> {

    private final Set<Reference<?>> members = ConcurrentHashMap.newKeySet();
    private final ReferenceQueue<T> gone = new ReferenceQueue<>();

    void add(T object) {
        purge();
        members.add(new Member<>(object, gone));
    }

    boolean contains(T object) {
        purge();
        return members.contains(new Member<>(object, null));
    }

    /** How many there are, some of which may be gone. */
    int size() {
        purge();
        return members.size();
    }

    private void purge() {
        for (Reference<?> next = gone.poll(); next != null; next = gone.poll()) {
            members.remove(next);
        }
    }

    /** Equal to those of the same object; once that is gone, only to itself. */
    private static final class Member<T> extends WeakReference<T> {

        private final int hash;

        private Member(T object, @Nullable ReferenceQueue<T> gone) {
            super(object, gone);
            this.hash = System.identityHashCode(object);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Object object = get();
            return object != null && other instanceof Member<?> member && member.get() == object;
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
