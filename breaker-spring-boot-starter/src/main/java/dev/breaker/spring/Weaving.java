package dev.breaker.spring;

import dev.breaker.annotation.CircuitBreaker;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.ReflectionUtils;

/**
 * Which methods a weaver has put behind their breakers. Sees it in their class, without AspectJ.
 *
 * <p>AspectJ moves the body of a method that it advises to a method of its own, whatever aspect the
 * advice is of; and it keeps what it knows of the place in a field, the type of which is the one
 * that the advice asks for. Ours asks for a type that hardly anybody asks for, to be told apart.
 * Where a later AspectJ does otherwise, nothing is taken for woven, so that proxies guard it.
 */
final class Weaving {

    private static final String JOIN_POINT = "org.aspectj.lang.JoinPoint";
    private static final String MARK = JOIN_POINT + "$EnclosingStaticPart";
    private static final String BODY = "_aroundBody";

    private static final ClassValue<Boolean> HAS_MARK =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return lookForMark(type);
                }
            };

    private final boolean used;

    /**
     * Weaving.
     *
     * @param used whether woven methods are guarded because they are woven
     */
    Weaving(boolean used) {
        this.used = used;
    }

    boolean isUsed() {
        return used;
    }

    /** Whether the weaver's advice guards a method, and a proxy must not. */
    boolean guards(Method method) {
        return used && isWoven(method);
    }

    /** Whether the aspect is woven into a method, used or not. */
    static boolean isWoven(Method method) {
        return HAS_MARK.get(method.getDeclaringClass()) && isInReach(method) && hasBody(method);
    }

    private static boolean lookForMark(Class<?> type) {
        try {
            return Arrays.stream(type.getDeclaredFields()).anyMatch(Weaving::isMark);
        } catch (LinkageError unreadable) { // the type of a field is not on the class path
            return false;
        }
    }

    private static boolean isMark(Field field) {
        return field.isSynthetic() && field.getType().getName().equals(MARK);
    }

    private static boolean hasBody(Method method) {
        for (Method body : ReflectionUtils.getDeclaredMethods(method.getDeclaringClass())) {
            if (body.isSynthetic()
                    && Modifier.isStatic(body.getModifiers())
                    && body.getName().matches("\\Q" + method.getName() + BODY + "\\E[0-9]+")
                    && List.of(body.getParameterTypes()).equals(parametersOfBody(method, body))) {
                return true;
            }
        }
        return false;
    }

    /** Those of the method, between the object and the join point. */
    private static List<Class<?>> parametersOfBody(Method method, Method body) {
        Stream<Class<?>> object =
                Modifier.isStatic(method.getModifiers())
                        ? Stream.empty()
                        : Stream.of(method.getDeclaringClass());
        Stream<Class<?>> joinPoint =
                Arrays.stream(body.getParameterTypes())
                        .filter(type -> type.getName().equals(JOIN_POINT))
                        .limit(1);
        return Stream.of(object, Arrays.stream(method.getParameterTypes()), joinPoint)
                .flatMap(types -> types)
                .toList();
    }

    /** Whether the aspect's pointcut matches a method, if a weaver comes by its class. */
    static boolean isInReach(Method method) {
        return !Modifier.isAbstract(method.getModifiers())
                && (isCovering(method.getDeclaredAnnotations()) || isInReachByItsType(method));
    }

    private static boolean isInReachByItsType(Method method) {
        Class<?> declaring = method.getDeclaringClass();
        return Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && Hierarchy.all(declaring).stream()
                        .filter(above -> isCovering(above.getAnnotations()))
                        .anyMatch(above -> above == declaring || declares(above, method));
    }

    private static boolean declares(Class<?> above, Method method) {
        return Hierarchy.declaredMethods(above).stream()
                .anyMatch(same -> Hierarchy.sameMethod(same, method, method.getDeclaringClass()));
    }

    /** Of composed annotations AspectJ sees those that carry the annotation themselves. */
    private static boolean isCovering(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .map(Annotation::annotationType)
                .anyMatch(
                        type ->
                                type == CircuitBreaker.class
                                        || type.isAnnotationPresent(CircuitBreaker.class));
    }
}
