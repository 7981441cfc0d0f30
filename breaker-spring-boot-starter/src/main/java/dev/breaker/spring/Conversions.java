package dev.breaker.spring;

import java.lang.invoke.MethodType;
import java.util.List;
import org.springframework.util.ClassUtils;

/** What can be passed as what: as Java assigns, with boxing, unboxing and wider numbers. */
final class Conversions {

    private static final List<Class<?>> NUMBERS =
            List.of(byte.class, short.class, int.class, long.class, float.class, double.class);

    private Conversions() {}

    static boolean canPass(Class<?> from, Class<?> to) {
        return to.isPrimitive()
                ? canUnbox(MethodType.methodType(from).unwrap().returnType(), to)
                : from != void.class
                        && to.isAssignableFrom(ClassUtils.resolvePrimitiveIfNecessary(from));
    }

    private static boolean canUnbox(Class<?> from, Class<?> to) {
        int width = NUMBERS.indexOf(from == char.class ? short.class : from);
        return from == to || (width >= 0 && NUMBERS.indexOf(to) > width);
    }
}
