package dev.breaker.spring;

import dev.breaker.annotation.CircuitBreaker;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ReflectionUtils;

/** Which classes carry the annotation anywhere; asked for each bean, so each class is read once. */
final class Carriers {

    private static final Log logger = LogFactory.getLog(Carriers.class);

    private final ConcurrentMap<Class<?>, Boolean> known = new ConcurrentHashMap<>();

    /**
     * Whether the annotation is on a class, on anything above it, or on a method of one of them.
     */
    boolean carries(@Nullable Class<?> type) {
        if (type == null
                || isSprings(type.getName())
                || !AnnotationUtils.isCandidateClass(type, CircuitBreaker.class)) {
            return false;
        }
        Boolean carries = known.get(type);
        if (carries == null) {
            carries = carriesItself(type) || carries(type.getSuperclass());
            for (Class<?> above : type.getInterfaces()) {
                carries = carries || carries(above);
            }
            known.put(type, carries);
        }
        return carries;
    }

    /** Most beans of a small application; to read all their methods is a good part of its start. */
    private static boolean isSprings(String name) {
        return name.startsWith("org.springframework.")
                && !name.startsWith("org.springframework.samples.");
    }

    private static boolean carriesItself(Class<?> type) {
        try {
            boolean carries = MergedAnnotations.from(type).isPresent(CircuitBreaker.class);
            for (Method method : ReflectionUtils.getDeclaredMethods(type)) {
                carries = carries || MergedAnnotations.from(method).isPresent(CircuitBreaker.class);
            }
            return carries;
        } catch (
                IllegalStateException
                        unreadable) { // a type in a signature is not on the class path
            logger.debug("Not searched for @CircuitBreaker: " + type.getName(), unreadable);
            return false;
        }
    }
}
