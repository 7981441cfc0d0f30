package dev.breaker.spring.stream;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which event a client has seen last.
 *
 * @param sequence its number; null if it is none of this run of the application
 */
record EventId(@Nullable Long sequence) {

    private static final Pattern ID = Pattern.compile("(\\w+)-(\\d{1,18})");

    static String text(String run, long sequence) {
        return run + "-" + sequence;
    }

    /** The event that a client says he has seen; null if he says nothing. */
    static @Nullable EventId of(@Nullable String text, String run) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        Matcher id = ID.matcher(text);
        return new EventId(
                id.matches() && id.group(1).equals(run) ? Long.valueOf(id.group(2)) : null);
    }
}
