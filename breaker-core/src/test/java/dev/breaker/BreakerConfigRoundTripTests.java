package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every setting is found in every place where it must stand. The settings are those for which the
 * builder has a method, so that a new one cannot be forgotten here.
 */
class BreakerConfigRoundTripTests {

    private static final BreakerConfig DEFAULTS = BreakerConfig.builder().build();

    static Stream<Arguments> settings() {
        return builderMethods()
                .map(method -> argumentSet(method.getName(), method, otherThanDefault(method)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void isReadByTheAccessorOfItsName(Method setting, Object value) throws Exception {
        BreakerConfig config = with(setting, value);

        Object read = BreakerConfig.class.getMethod(setting.getName()).invoke(config);

        assertThat(read).isEqualTo(asRead(value));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void isAmongTheSettingsByItsName(Method setting, Object value) throws Exception {
        assertThat(with(setting, value).settings()).containsEntry(setting.getName(), asRead(value));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void survivesToBuilder(Method setting, Object value) throws Exception {
        BreakerConfig config = with(setting, value);

        assertThat(config.toBuilder().build()).isEqualTo(config).isNotEqualTo(DEFAULTS);
    }

    @Test
    void everyAccessorHasASetterOfItsName() {
        Set<String> setters =
                builderMethods()
                        .map(Method::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> accessors =
                Arrays.stream(BreakerConfig.class.getMethods())
                        .filter(method -> method.getDeclaringClass() != Object.class)
                        .filter(method -> method.getParameterCount() == 0)
                        .map(Method::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
        accessors.removeAll(Set.of("builder", "toBuilder", "settings", "hashCode", "toString"));

        assertThat(accessors).isEqualTo(setters);
    }

    private static Stream<Method> builderMethods() {
        return Arrays.stream(BreakerConfig.Builder.class.getMethods())
                .filter(method -> method.getReturnType() == BreakerConfig.Builder.class);
    }

    private static BreakerConfig with(Method setting, Object value)
            throws ReflectiveOperationException {
        BreakerConfig.Builder builder = BreakerConfig.builder();
        setting.invoke(builder, value);
        return builder.build();
    }

    /** A value that the setting accepts and that it does not have by default. */
    private static Object otherThanDefault(Method setting) {
        Class<?> type = setting.getParameterTypes()[0];
        Object usual = DEFAULTS.settings().get(setting.getName());
        return candidates(type)
                .filter(candidate -> !asRead(candidate).equals(usual))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("no value of " + type + " to try for " + setting));
    }

    private static Stream<?> candidates(Class<?> type) {
        if (type == int.class) {
            return Stream.of(7);
        }
        if (type == double.class) {
            return Stream.of(1.0);
        }
        if (type == boolean.class) {
            return Stream.of(true, false);
        }
        if (type == Duration.class) {
            return Stream.of(Duration.ofSeconds(47));
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants());
        }
        if (type == List.class) {
            return Stream.of(List.of(IOException.class));
        }
        if (type == Class[].class) {
            return Stream.of((Object) new Class<?>[] {IOException.class});
        }
        if (type == Predicate.class) {
            return Stream.of((Predicate<Object>) any -> false);
        }
        return type == Function.class
                ? Stream.of((Function<Object, Object>) any -> Duration.ZERO)
                : Stream.empty();
    }

    private static Object asRead(Object value) {
        return value instanceof Class<?>[] types ? List.of(types) : value;
    }
}
