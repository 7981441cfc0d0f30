package dev.breaker.spring;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ResolvableType;

/** What will come of what a method returns. */
final class Promise {

    private Promise() {}

    /**
     * The type of the one value that will come; null if the method is done when it returns, or may
     * bring many values.
     */
    static @Nullable Class<?> of(Method method, Class<?> type) {
        ResolvableType returned = ResolvableType.forMethodReturnType(method, type);
        Class<?> declared = returned.toClass();
        if (Futures.isFollowed(declared)) {
            return argument(returned);
        }
        ReactiveAdapter adapter = ReactiveSupport.adapter(declared);
        if (adapter == null || adapter.isMultiValue()) {
            return null;
        }
        return adapter.isNoValue() ? Void.class : argument(returned);
    }

    private static Class<?> argument(ResolvableType returned) {
        return returned.getGeneric(0).resolve(Object.class);
    }
}
