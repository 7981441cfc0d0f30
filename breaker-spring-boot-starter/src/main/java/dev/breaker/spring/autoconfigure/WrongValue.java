package dev.breaker.spring.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.convert.ConversionFailedException;

/** Says what is wrong with a value that its setting cannot have. */
final class WrongValue {

    /** What people write for a rule that they do not want; YAML makes a false of the first. */
    private static final Set<String> OFF =
            Set.of("off", "false", "no", "none", "never", "disabled");

    private static final Set<Setting> CAN_BE_OFF =
            Set.of(
                    Setting.named("failureCountThreshold"),
                    Setting.named("consecutiveFailuresThreshold"),
                    Setting.named("slowCallDurationThreshold"),
                    Setting.named("maxWaitDurationInHalfOpenState"));

    private WrongValue() {}

    static Problem of(ConfigurationProperty property, Bindable<?> target, Exception error) {
        Object value =
                error instanceof ConversionFailedException failed && failed.getValue() != null
                        ? failed.getValue()
                        : property.getValue();
        Class<?> type = target.getBoxedType().resolve(Object.class);
        return new Problem(
                Place.of(property),
                reason(String.valueOf(value), type),
                action(property, value, type));
    }

    private static String reason(String value, Class<?> type) {
        return isPlaceholder(value)
                ? "Nothing gives a value to the placeholder %s.".formatted(value)
                : "'%s' is not %s.".formatted(value, expected(type));
    }

    private static String action(ConfigurationProperty property, Object value, Class<?> type) {
        if (isPlaceholder(value)) {
            return "Set the property that it names, or give it a default: ${name:default}.";
        }
        Optional<Setting> setting = Setting.find(property.getName().getLastElement(Form.ORIGINAL));
        if (setting.filter(CAN_BE_OFF::contains).isPresent() && isOff(value)) {
            return "Write 0, which means off.";
        }
        if (type.isEnum()) {
            return Nearest.to(String.valueOf(value), constants(type))
                    .map("Did you mean %s?"::formatted)
                    .orElse("Write one of these.");
        }
        return "Write %s.".formatted(expected(type));
    }

    private static boolean isPlaceholder(Object value) {
        return String.valueOf(value).contains("${");
    }

    private static boolean isOff(Object value) {
        return OFF.contains(String.valueOf(value).toLowerCase(Locale.ROOT));
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + String.join(", ", constants(type));
        }
        if (type == Integer.class) {
            return "a whole number";
        }
        if (type == Double.class) {
            return "a number";
        }
        if (type == Duration.class) {
            return "a duration, such as 500ms, 30s or 5m";
        }
        return type == Boolean.class ? "true or false" : "a " + type.getSimpleName();
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(Object::toString)
                .collect(Collectors.toList());
    }
}
