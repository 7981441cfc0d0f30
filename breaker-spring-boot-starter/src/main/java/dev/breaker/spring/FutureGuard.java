package dev.breaker.spring;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Guards a method that returns a future. Permission is asked when it is called; whatever goes wrong
 * is in the future, nothing is thrown. A {@link java.util.concurrent.CompletionStage} is followed
 * to its end; any other future tells of it only to those who ask: the caller, or else the next call
 * of the method. So does what is handed back.
 */
final class FutureGuard implements Guard {

    private final String method;
    private final boolean isPlain;
    private final ContextCapture capture;
    private final UnaskedFutures unasked = new UnaskedFutures();

    /**
     * A guard.
     *
     * @param method the guarded method, in messages
     * @param declared what it declares to return
     */
    FutureGuard(String method, Class<?> declared, ContextCapture capture) {
        this.method = method;
        this.isPlain = declared == Future.class;
        this.capture = capture;
    }

    @Override
    public <I> Object call(MethodPlan plan, I invocation, Door<I> door) {
        CapturedContext context = capture.around(plan, invocation, door, null);
        FutureCall<I> call = new FutureCall<>(method, plan, invocation, door, context);
        if (isPlain) {
            unasked.look();
        }
        Future<?> result = call.start();
        return isPlain ? unasked.withAdded(call) : result;
    }

    @Override
    public boolean isDone(@Nullable Object result) {
        return true;
    }
}
