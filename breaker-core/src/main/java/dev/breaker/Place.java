package dev.breaker;

import org.jspecify.annotations.Nullable;

/** Where an exception came from, for somebody who looks for it in his own code. */
final class Place {

    /** Through whose code calls pass, but which is nobody's own. */
    private static final String[] PASSED_THROUGH = {
        "java.", "javax.", "jdk.", "sun.", "com.sun.", "org.springframework.", "dev.breaker.spring."
    };

    private Place() {}

    /** The first frame of the application's own code, else the first there is; null if none is. */
    static @Nullable String of(Throwable thrown) {
        try {
            StackTraceElement[] frames = thrown.getStackTrace();
            for (StackTraceElement frame : frames) {
                if (!isPassedThrough(frame.getClassName())) {
                    return text(frame);
                }
            }
            return frames.length == 0 ? null : text(frames[0]);
        } catch (Throwable broken) { // getStackTrace() may be the user's code
            return null;
        }
    }

    private static boolean isPassedThrough(String type) {
        if (type.lastIndexOf('.') == Breaker.class.getPackageName().length()
                && type.startsWith(Breaker.class.getPackageName())) {
            return true;
        }
        for (String prefix : PASSED_THROUGH) {
            if (type.startsWith(prefix)) {
                return true;
            }
        }
        return type.contains("$$"); // a generated proxy
    }

    private static String text(StackTraceElement frame) {
        return "%s.%s(%s:%s)"
                .formatted(
                        frame.getClassName(),
                        frame.getMethodName(),
                        frame.getFileName(),
                        frame.getLineNumber());
    }
}
