package dev.breaker.spring;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Guards a method whose declaration leaves open whether it is done when it returns. A call that
 * turns out not to be is ignored: to book it as a success would be a guess.
 */
final class UndeclaredGuard extends SettledGuard {

    private static final Log logger = LogFactory.getLog(UndeclaredGuard.class);

    private final String method;
    private final AtomicBoolean warned = new AtomicBoolean();
    private @Nullable Class<?> settled; // what the last call returned; a race costs a look-up

    UndeclaredGuard(String method) {
        this.method = method;
    }

    @Override
    public boolean isDone(@Nullable Object result) {
        if (result == null || result.getClass() == settled) {
            return true;
        }
        if (!ReturnTypes.isUnsettled(result.getClass())) {
            settled = result.getClass();
            return true;
        }
        if (!warned.getAndSet(true)) {
            logger.warn(
                    ("%s is annotated with @CircuitBreaker and returned a %s, which is not done yet: its"
                                    + " calls do not count. Declare that type, and start-up says what to do.")
                            .formatted(method, result.getClass().getName()));
        }
        return false;
    }
}
