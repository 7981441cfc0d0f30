package dev.breaker.spring;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What a key is called in names, paths and log lines. A text that cannot stand there is cleaned and
 * cut, and bears a hash of what it was, so that two keys stay two.
 */
final class KeyText {

    /** In UTF-16 units. */
    static final int LONGEST = 100;

    private static final int KEPT = 40;
    private static final int HASH_BYTES = 8;

    private static final ClassValue<Boolean> NAMELESS =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return type.isArray() || toStringIsThatOfObject(type);
                }
            };

    private KeyText() {}

    /**
     * The text of a key.
     *
     * @throws IllegalArgumentException if its class gives it none, so that equal keys would differ
     */
    static String of(Object key) {
        if (key instanceof String text) {
            return text;
        }
        if (isWithout(key.getClass())) {
            throw new IllegalArgumentException(
                    "a %s is no key: its text says nothing of what is in it"
                            .formatted(Descriptions.of(key.getClass())));
        }
        return String.valueOf(key);
    }

    /** Whether a class is one of arrays, or has no {@code toString} of its own. */
    static boolean isWithout(Class<?> type) {
        return NAMELESS.get(type);
    }

    private static boolean toStringIsThatOfObject(Class<?> type) {
        try {
            return type.getMethod("toString").getDeclaringClass() == Object.class;
        } catch (NoSuchMethodException e) {
            return true; // cannot be: every class has it
        }
    }

    /** The text itself if it can stand in a path and a log line, else one that stands for it. */
    static String label(String text) {
        if (text.length() <= LONGEST && text.codePoints().allMatch(KeyText::isPlain)) {
            return isPath(text) ? text : text + "~" + hash(text);
        }
        StringBuilder label = new StringBuilder();
        text.codePoints()
                .limit(KEPT)
                .map(character -> isPlain(character) ? character : '?')
                .forEach(label::appendCodePoint);
        return label.append('~').append(hash(text)).toString();
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    /** Clients and servers drop empty segments and dots from paths. */
    private static boolean isPath(String text) {
        return !text.isBlank()
                && Arrays.stream(text.split("/", -1)).noneMatch(List.of("", ".", "..")::contains);
    }

    private static String hash(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_16BE));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
