package dev.breaker.spring;

import dev.breaker.Breaker;
import dev.breaker.Call;
import dev.breaker.CallNotPermittedException;
import dev.breaker.Outcome;
import dev.breaker.Permit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.util.context.ContextView;

/**
 * The guarded calls of one invocation: one for each subscription. Composed of Reactor's operators,
 * so that backpressure, context and discarded elements are what they are without it. Fusion ends
 * here: {@link ReactorSource} says why.
 */
final class ReactorCall<I> {

    private final ReactorMethod method;
    private final MethodPlan plan;
    private final I invocation;
    private final Door<I> door;
    private final Call<Breaker, Throwable> breaker; // with the key as it was told to be then
    private final @Nullable Staleness listening; // when the method was called

    ReactorCall(ReactorMethod method, MethodPlan plan, I invocation, Door<I> door) {
        this.method = method;
        this.plan = plan;
        this.invocation = invocation;
        this.door = door;
        this.breaker = breaker(plan, invocation, door);
        this.listening = plan.fallbacks().mayBeStale() ? Staleness.current() : null;
    }

    /** A key that cannot be told is for whoever subscribes. */
    private static <I> Call<Breaker, Throwable> breaker(
            MethodPlan plan, I invocation, Door<I> door) {
        try {
            return plan.breakers(invocation, door)::get;
        } catch (Throwable untold) {
            return () -> {
                throw untold;
            };
        }
    }

    /** Makes the call, if it is permitted. Throws nothing. */
    Flux<Object> start(ContextView view) {
        CapturedContext context =
                Staleness.around(method.capture().around(plan, invocation, door, view), listening);
        Permit permit;
        try {
            permit = breaker.call().acquire();
        } catch (CallNotPermittedException rejected) {
            plan.fallbacks().count().rejected(rejected, () -> method.capture().capture(view));
            return substitute(rejected, plan.fallbacks().afterRejection(rejected), context);
        } catch (Throwable unknownBreaker) {
            return Flux.error(unknownBreaker);
        }
        ReactorSettlement settlement = new ReactorSettlement(permit, method.many(), this::heard);
        Flux<Object> settled = settlement.of(proceed());
        return plan.fallbacks().areNone()
                ? settled
                : settled.onErrorResume(thrown -> substitute(thrown, settlement, context));
    }

    private void heard(Outcome outcome, @Nullable Object value) {
        plan.fallbacks().heard(outcome, invocation, door, value);
    }

    private Flux<Object> proceed() {
        try {
            return method.deferred()
                    ? method.read(notNull(door.proceedAgain(invocation)))
                    : method.readUnderWay(notNull(door.proceed(invocation)));
        } catch (Throwable thrown) {
            if (Wrappers.isInterruption(thrown)) {
                Thread.currentThread().interrupt();
            }
            return Flux.error(thrown);
        }
    }

    private Object notNull(@Nullable Object returned) {
        return Objects.requireNonNull(returned, () -> method.description() + " returned null");
    }

    private Flux<Object> substitute(
            Throwable thrown, ReactorSettlement settlement, CapturedContext context) {
        return substitute(
                thrown,
                plan.fallbacks().afterException(thrown, settlement.outcomeOfFailure()),
                context);
    }

    private Flux<Object> substitute(
            Throwable thrown, @Nullable Substitute substitute, CapturedContext context) {
        if (substitute == null) {
            return Flux.error(thrown);
        }
        try {
            Object answer = substitute.run(invocation, door, context);
            return read(answer, substitute).onErrorMap(substitute::withFailure);
        } catch (Throwable broken) {
            return Flux.error(broken);
        }
    }

    private Flux<Object> read(@Nullable Object answer, Substitute substitute) {
        if (substitute.answer() == FallbackAnswer.VALUE) {
            return answer == null ? Flux.empty() : Flux.just(answer);
        }
        return answer == null
                ? Flux.error(new NullPointerException(substitute.description() + " returned null"))
                : method.read(answer);
    }
}
