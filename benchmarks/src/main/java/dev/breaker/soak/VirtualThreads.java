package dev.breaker.soak;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Virtual threads where the JDK has them, 21 and later; compiled for 17. */
final class VirtualThreads {

    private static final @Nullable MethodHandle START = find();

    private VirtualThreads() {}

    private static @Nullable MethodHandle find() {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class,
                            "startVirtualThread",
                            MethodType.methodType(Thread.class, Runnable.class));
        } catch (NoSuchMethodException | IllegalAccessException none) {
            return null;
        }
    }

    static boolean exist() {
        return START != null && Runtime.version().feature() >= 21;
    }

    static Thread start(Runnable task) {
        if (START == null) {
            throw new UnsupportedOperationException("no virtual threads before JDK 21");
        }
        try {
            return (Thread) START.invokeExact(task);
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
