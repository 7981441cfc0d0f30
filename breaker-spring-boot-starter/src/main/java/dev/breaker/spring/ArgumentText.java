package dev.breaker.spring;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ObjectUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The text of an argument, which says of what class it is wherever that is not plain to see, so
 * that no two arguments have the same. Records are looked into, for in the text of one, {@code
 * [a=x, b=y]}, it cannot be seen which comma is whose; of other classes their {@code toString} is
 * taken for the whole of what they are.
 */
final class ArgumentText {

    private static final Set<Class<?>> PLAIN = Set.of(Integer.class, Boolean.class, Double.class);

    private static final ClassValue<Method[]> ACCESSORS =
            new ClassValue<>() {
                @Override
                protected Method[] computeValue(Class<?> type) {
                    RecordComponent[] components = type.getRecordComponents();
                    return Arrays.stream(components == null ? new RecordComponent[0] : components)
                            .map(RecordComponent::getAccessor)
                            .peek(Method::trySetAccessible)
                            .toArray(Method[]::new);
                }
            };

    private ArgumentText() {}

    static String of(@Nullable Object argument) {
        if (argument == null || PLAIN.contains(argument.getClass())) {
            return String.valueOf(argument);
        }
        if (argument instanceof String text) {
            return quoted(text);
        }
        if (argument instanceof Long number) {
            return number + "L";
        }
        if (argument instanceof Enum<?> constant) {
            return constant.getDeclaringClass().getName() + "." + constant.name();
        }
        Stream<String> parts = parts(argument);
        return parts == null
                ? argument.getClass().getName() + quoted(argument.toString())
                : parts.collect(Collectors.joining(", ", kind(argument) + "[", "]"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The texts of what is in it, in an order that is the same for equals; null if it is one. */
    private static @Nullable Stream<String> parts(Object argument) {
        if (argument instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> of(entry.getKey()) + "=" + of(entry.getValue()))
                    .sorted();
        }
        Stream<?> content = content(argument);
        if (content == null) {
            return null;
        }
        Stream<String> texts = content.map(ArgumentText::of);
        return argument instanceof Set ? texts.sorted() : texts;
    }

    private static @Nullable Stream<?> content(Object argument) {
        if (argument instanceof Collection<?> elements) {
            return elements.stream();
        }
        if (argument.getClass().isArray()) {
            return Arrays.stream(ObjectUtils.toObjectArray(argument));
        }
        return argument instanceof Record
                ? Arrays.stream(ACCESSORS.get(argument.getClass()))
                        .map(accessor -> ReflectionUtils.invokeMethod(accessor, argument))
                : null;
    }

    /** What equals of different classes have in common. */
    private static String kind(Object argument) {
        if (argument instanceof List) {
            return "List";
        }
        if (argument instanceof Set) {
            return "Set";
        }
        if (argument instanceof Map) {
            return "Map";
        }
        Class<?> component = argument.getClass().getComponentType();
        return (component == null ? argument.getClass() : component).getName();
    }

    /** The class of what has no text of its own: the argument, or something in it; or null. */
    static @Nullable Class<?> textless(@Nullable Object argument) {
        if (argument == null || argument instanceof String || isPrimitives(argument)) {
            return null;
        }
        if (argument instanceof Map<?, ?> map) {
            Class<?> key = textless(map.keySet().stream());
            return key == null ? textless(map.values().stream()) : key;
        }
        Stream<?> content = content(argument);
        if (content != null) {
            return textless(content);
        }
        return KeyText.isWithout(argument.getClass()) ? argument.getClass() : null;
    }

    private static boolean isPrimitives(Object argument) {
        Class<?> component = argument.getClass().getComponentType();
        return component != null && component.isPrimitive();
    }

    private static @Nullable Class<?> textless(Stream<?> content) {
        for (var elements = content.iterator(); elements.hasNext(); ) {
            Class<?> textless = textless(elements.next());
            if (textless != null) {
                return textless;
            }
        }
        return null;
    }
}
