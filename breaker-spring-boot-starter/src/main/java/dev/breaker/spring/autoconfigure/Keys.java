package dev.breaker.spring.autoconfigure;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** How keys are written. */
final class Keys {

    static final String PREFIX = "breaker";
    static final String CONFIGS = "configs";
    static final String INSTANCES = "instances";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_-][\\w-]*");
    private static final Pattern NOT_UNIFORM = Pattern.compile("[^a-z0-9]");

    private Keys() {}

    /** {@return the key as the user wrote it, not in the form in which Spring Boot compares it} */
    static String text(ConfigurationPropertyName name) {
        return join(
                IntStream.range(0, name.getNumberOfElements())
                        .mapToObj(i -> name.getElement(i, Form.ORIGINAL))
                        .toArray(String[]::new));
    }

    /** {@return the key of these elements, with brackets around those that need them} */
    static String join(String... elements) {
        return Arrays.stream(elements)
                .map(
                        element ->
                                PLAIN.matcher(element).matches()
                                        ? "." + element
                                        : "[" + element + "]")
                .collect(Collectors.joining())
                .substring(1);
    }

    /** {@return the only form of a name that an environment variable can spell} */
    static String uniform(String name) {
        return NOT_UNIFORM.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
