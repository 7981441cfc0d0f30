package dev.breaker.spring;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;

/**
 * The parameters of a method by the names that an expression may use: as its class calls them, as
 * the methods that it overrides or implements do, and by their place as {@code p0} or {@code a0}.
 */
final class CallParameters {

    private static final ParameterNameDiscoverer DISCOVERER = new DefaultParameterNameDiscoverer();

    private final Map<String, Integer> named = new LinkedHashMap<>();
    private final Map<String, Integer> all = new LinkedHashMap<>();
    private final int count;

    private CallParameters(int count) {
        this.count = count;
    }

    static CallParameters of(Method method, Class<?> type) {
        CallParameters parameters = new CallParameters(method.getParameterCount());
        parameters.add(DISCOVERER.getParameterNames(method));
        for (Method other : Hierarchy.methods(type)) {
            if (Hierarchy.sameMethod(other, method, type)) {
                parameters.add(DISCOVERER.getParameterNames(other));
            }
        }
        parameters.all.putAll(parameters.named);
        for (int i = 0; i < parameters.count; i++) {
            parameters.all.putIfAbsent("p" + i, i);
            parameters.all.putIfAbsent("a" + i, i);
        }
        return parameters;
    }

    private void add(@Nullable String @Nullable [] names) {
        for (int i = 0; names != null && i < names.length; i++) {
            if (names[i] != null) {
                named.putIfAbsent(names[i], i);
            }
        }
    }

    /** The place of a parameter; null if there is none of this name. */
    @Nullable Integer place(String name) {
        return all.get(name);
    }

    /** Whether there are parameters, and nothing says what they are called. */
    boolean areNameless() {
        return count > 0 && named.isEmpty();
    }

    /** As an expression has them: {@code #sku, #partnerId}. */
    String describe() {
        return count == 0
                ? "it has none"
                : "there are: "
                        + named.keySet().stream()
                                .map(name -> "#" + name)
                                .collect(Collectors.joining(", "));
    }

    List<String> names() {
        return new ArrayList<>(named.keySet());
    }
}
