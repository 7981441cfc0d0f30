package dev.breaker.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * What a class is made of, nearest first; {@link Object} and the classes of JDK proxies left out.
 */
final class Hierarchy {

    private Hierarchy() {}

    static List<Class<?>> all(Class<?> type) {
        List<Class<?>> all = classes(type);
        all.addAll(interfaces(type));
        return all;
    }

    /** The class and those it extends. */
    static List<Class<?>> classes(Class<?> type) {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> next = type; isOfTheUser(next); next = next.getSuperclass()) {
            classes.add(next);
        }
        return classes;
    }

    private static boolean isOfTheUser(@Nullable Class<?> type) {
        return type != null
                && type != Object.class
                && !type.isInterface()
                && !Proxy.isProxyClass(type);
    }

    /** All interfaces, the type itself included if it is one. */
    static Collection<Class<?>> interfaces(Class<?> type) {
        ArrayDeque<Class<?>> open = new ArrayDeque<>();
        for (Class<?> next = type; next != null; next = next.getSuperclass()) {
            open.addAll(next.isInterface() ? List.of(next) : List.of(next.getInterfaces()));
        }
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            Class<?> next = open.removeFirst();
            if (interfaces.add(next)) {
                open.addAll(List.of(next.getInterfaces()));
            }
        }
        return interfaces;
    }

    /** The methods that were written in any class or interface, overridden ones included. */
    static List<Method> methods(Class<?> type) {
        List<Method> methods = new ArrayList<>();
        for (Class<?> declaring : all(type)) {
            methods.addAll(declaredMethods(declaring));
        }
        return methods;
    }

    static List<Method> declaredMethods(Class<?> declaring) {
        List<Method> methods = new ArrayList<>();
        for (Method method : ReflectionUtils.getDeclaredMethods(declaring)) {
            if (!method.isSynthetic()) {
                methods.add(method);
            }
        }
        return methods;
    }

    /** The types of a method's parameters, type variables resolved as the class has them. */
    static List<Class<?>> parameterTypes(Method method, Class<?> type) {
        Class<?>[] erased = method.getParameterTypes();
        return IntStream.range(0, erased.length)
                .<Class<?>>mapToObj(
                        i -> ResolvableType.forMethodParameter(method, i, type).resolve(erased[i]))
                .toList();
    }

    /** Whether one of two methods that a class has overrides or implements the other. */
    static boolean sameMethod(Method one, Method other, Class<?> type) {
        return one.getName().equals(other.getName())
                && one.getParameterCount() == other.getParameterCount()
                && isInherited(one)
                && isInherited(other)
                && parameterTypes(one, type).equals(parameterTypes(other, type));
    }

    private static boolean isInherited(Method method) {
        return (method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC)) == 0;
    }
}
