package dev.breaker.spring;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** What will come of what a method returns. */
final class Promise {

    private Promise() {}

    /**
     * The type of the one value that will come; null if the method is done when it returns, or
     * brings many values.
     */
    static @Nullable Class<?> of(Method method, Class<?> type) {
        ResolvableType returned = ResolvableType.forMethodReturnType(method, type);
        return Futures.isFollowed(returned.toClass()) ? argument(returned) : null;
    }

    private static Class<?> argument(ResolvableType returned) {
        return returned.getGeneric(0).resolve(Object.class);
    }
}
