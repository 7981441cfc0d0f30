package dev.breaker.spring;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Tells exceptions that a call ended with because its caller was interrupted, or cancelled it: they
 * say nothing of what was called. Thread-safe.
 */
public final class Interruption {

    private static final int DEEPEST_CAUSE = 100; // causes can form a circle

    private Interruption() {}

    /**
     * Whether an exception, or one of its causes, is of an interruption. To be asked by the thread
     * that caught it.
     *
     * @param thrown what a call threw
     * @return whether the caller was interrupted, or cancelled
     */
    public static boolean isBehind(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (is(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /**
     * Whether an exception is of an interruption, its causes left aside.
     *
     * @param thrown what a call threw
     * @return whether the caller was interrupted, or cancelled
     */
    public static boolean is(Throwable thrown) {
        return thrown instanceof InterruptedException
                || thrown instanceof CancellationException
                || thrown instanceof ClosedByInterruptException
                || (thrown instanceof InterruptedIOException && !isTimeOut(thrown))
                || (thrown instanceof SocketException && isClosedByInterrupt(thrown));
    }

    /** Clients use the type for their own time-outs, too. */
    private static boolean isTimeOut(Throwable thrown) {
        return thrown instanceof SocketTimeoutException
                || speaksOfTimeOut(thrown.getClass().getSimpleName())
                || speaksOfTimeOut(thrown.getMessage());
    }

    private static boolean speaksOfTimeOut(@Nullable String text) {
        return text != null && text.toLowerCase(Locale.ROOT).replace(" ", "").contains("timeout");
    }

    /**
     * The interruption of a virtual thread closes the socket that it waits for. Subclasses, such as
     * that of a refused connection, tell of the other side.
     */
    private static boolean isClosedByInterrupt(Throwable thrown) {
        return "Closed by interrupt".equals(thrown.getMessage())
                || (thrown.getClass() == SocketException.class
                        && Thread.currentThread().isInterrupted());
    }
}
