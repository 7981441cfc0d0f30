package dev.breaker.spring;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.springframework.util.ReflectionUtils;

/** Makes all fallbacks look alike, so that nothing is left to decide when one has to run. */
final class FallbackHandles {

    private static final MethodHandle WITHOUT_LAST = withoutLast();

    private FallbackHandles() {}

    private static MethodHandle withoutLast() {
        try {
            return MethodHandles.lookup()
                    .findStatic(
                            FallbackHandles.class,
                            "withoutLast",
                            MethodType.methodType(Object[].class, Object[].class));
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /**
     * A handle of type {@code (Object receiver, Object[] arguments, Throwable)Object}.
     *
     * @param fit what the fallback takes
     * @param method the fallback, or the method of an interface through which to call it
     * @param guarded the guarded method
     */
    static MethodHandle of(FallbackMatch.Fit fit, Method method, Method guarded)
            throws IllegalAccessException {
        ReflectionUtils.makeAccessible(method);
        if (fit.signature().suspending()) {
            return CoroutineFallback.handle(fit, method);
        }
        Class<?> returned = guarded.getReturnType();
        MethodHandle handle = MethodHandles.lookup().unreflect(method).asFixedArity();
        if (Modifier.isStatic(method.getModifiers())) {
            handle = MethodHandles.dropArguments(handle, 0, Object.class);
        }
        if (returned.isPrimitive()) { // so that a narrower number becomes the one that is declared
            handle = handle.asType(handle.type().changeReturnType(returned));
        }
        handle = handle.asType(handle.type().generic());
        MethodHandle uniform = withException(withArguments(handle, fit), fit);
        return Suspending.is(guarded)
                ? MethodHandles.filterArguments(uniform, 1, WITHOUT_LAST)
                : uniform;
    }

    /** Without the one that a suspend function has more than its author wrote. */
    static Object[] withoutLast(Object[] arguments) {
        return Arrays.copyOf(arguments, arguments.length - 1);
    }

    private static MethodHandle withArguments(MethodHandle handle, FallbackMatch.Fit fit) {
        if (!fit.takesParameters()) {
            return MethodHandles.dropArguments(handle, 1, Object[].class);
        }
        int count = handle.type().parameterCount() - (fit.exception() == null ? 1 : 2);
        return handle.asSpreader(1, Object[].class, count);
    }

    private static MethodHandle withException(MethodHandle handle, FallbackMatch.Fit fit) {
        MethodType type =
                MethodType.methodType(Object.class, Object.class, Object[].class, Throwable.class);
        return fit.exception() == null
                ? MethodHandles.dropArguments(handle, 2, Throwable.class)
                : handle.asType(type);
    }
}
