package dev.breaker.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Whether two settings are one object. Who put what in force is seen by that; equal settings can
 * come from anybody.
 */
final class Same {

    private Same() {}

    static boolean object(@Nullable Object one, @Nullable Object another) {
        return one == another;
    }
}
