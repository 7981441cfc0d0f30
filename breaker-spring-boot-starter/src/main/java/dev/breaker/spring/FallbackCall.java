package dev.breaker.spring;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of a fallback, as an invocation that can be guarded in turn. */
final class FallbackCall {

    static final Door<FallbackCall> DOOR =
            new Door<>() {
                private final SettledCall<FallbackCall> settled = new SettledCall<>(this);

                @Override
                public SettledCall<FallbackCall> settled() {
                    return settled;
                }

                @Override
                public @Nullable Object proceed(FallbackCall call) throws Throwable {
                    return call.fallback.invoke(
                            call.target, call.guarded, call.thrown, call.context);
                }

                @Override
                public @Nullable Object target(FallbackCall call) {
                    return call.target;
                }

                @Override
                public CapturedContext context(FallbackCall call) {
                    return call.context;
                }

                @Override
                public @Nullable Recalled recall(FallbackCall call) {
                    return call.known.get();
                }

                @Override
                public @Nullable Object[] arguments(FallbackCall call) {
                    return call.arguments();
                }
            };

    private final Fallback fallback;
    private final @Nullable Object target;
    private final @Nullable Object[] guarded;
    private final Throwable thrown;
    private final CapturedContext context;
    private final Supplier<@Nullable Recalled> known;

    FallbackCall(
            Fallback fallback,
            @Nullable Object target,
            @Nullable Object[] guarded,
            Throwable thrown,
            CapturedContext context,
            Supplier<@Nullable Recalled> known) {
        this.fallback = fallback;
        this.target = target;
        this.guarded = guarded;
        this.thrown = thrown;
        this.context = context;
        this.known = known;
    }

    /** The arguments as the fallback takes them. */
    private @Nullable Object[] arguments() {
        FallbackMatch.Fit fit = fallback.fit();
        int taken = fit.taken();
        int count = fit.signature().parameters().size();
        boolean suspending = fit.signature().suspending();
        @Nullable Object[] arguments = Arrays.copyOf(guarded, suspending ? count + 1 : count);
        if (taken < count) {
            arguments[taken] = thrown;
        }
        if (suspending) {
            arguments[count] = guarded[guarded.length - 1]; // who waits for the guarded one, too
        }
        return arguments;
    }
}
