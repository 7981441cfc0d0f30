package dev.breaker.spring;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.util.context.Context;

/**
 * Guards a method that returns a reactive type, or a suspend function. Of a lazy type the method is
 * called at each subscription, each with a permit of its own; of one that is under way when it is
 * returned, at once. Whatever goes wrong is in what is returned, nothing is thrown.
 */
final class ReactorGuard implements Guard {

    private final ReactorMethod method;

    ReactorGuard(ReactorMethod method) {
        this.method = method;
    }

    @Override
    public <I> Object call(MethodPlan plan, I invocation, Door<I> door) {
        ReactorCall<I> call = new ReactorCall<>(method, plan, invocation, door);
        return method.write(
                method.deferred()
                        ? Flux.deferContextual(call::start)
                        : call.start(Context.empty()));
    }

    @Override
    public boolean isDone(@Nullable Object result) {
        return true;
    }
}
