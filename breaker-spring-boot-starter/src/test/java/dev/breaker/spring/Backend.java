package dev.breaker.spring;

import org.jspecify.annotations.Nullable;

/** What the guarded methods of tests call. */
public final class Backend {

    private Backend() {}

    /** Throws what it is given; answers where it is given nothing. */
    public static String answer(@Nullable Throwable thrown) {
        if (thrown != null) {
            Backend.<RuntimeException>sneak(thrown);
        }
        return "backend";
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
