package dev.breaker.spring.endpoint;

import java.util.regex.Pattern;

/** Text that came from outside, on one line and in one direction: no forged lines in a log. */
final class PlainText {

    private static final Pattern UNPRINTABLE =
            Pattern.compile(
                    "[\\p{Cc}\\x{61C}\\x{200E}\\x{200F}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}]");

    private PlainText() {}

    static String of(String text) {
        return UNPRINTABLE.matcher(text).replaceAll(" ").strip();
    }
}
