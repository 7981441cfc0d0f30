package dev.breaker.spring;

import org.jspecify.annotations.Nullable;

/**
 * The last known value, served instead of a call that was rejected or failed.
 *
 * @param knowledge has it, or not
 * @param thrown the exception of the call, which is for the caller where there is no value
 * @param count counts the values that are served
 */
record FromMemory(Knowledge knowledge, Throwable thrown, FallbackCount count)
        implements Substitute {

    @Override
    public <I> @Nullable Object run(I invocation, Door<I> door, CapturedContext context)
            throws Throwable {
        Recalled recalled = knowledge.recall(invocation, door);
        if (recalled == null) {
            throw thrown;
        }
        count.increment(context);
        CapturedContext.Scope scope = context.restore();
        try {
            recalled.served(thrown);
        } finally {
            scope.close();
        }
        return recalled.value();
    }

    @Override
    public FallbackAnswer answer() {
        return FallbackAnswer.VALUE;
    }

    @Override
    public Throwable withFailure(Throwable broken) {
        return broken;
    }

    @Override
    public String description() {
        return "The last known value";
    }
}
