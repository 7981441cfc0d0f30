package dev.breaker.spring;

import org.jspecify.annotations.Nullable;

/** The door for weavers. */
final class WovenDoor<I> implements Door<I> {

    private final WovenCall<I> kind;
    private final SettledCall<I> settled = new SettledCall<>(this);

    WovenDoor(WovenCall<I> kind) {
        this.kind = kind;
    }

    @Override
    public SettledCall<I> settled() {
        return settled;
    }

    @Override
    public @Nullable Object proceed(I invocation) throws Throwable {
        return kind.proceed(invocation);
    }

    @Override
    public @Nullable Object target(I invocation) {
        return kind.target(invocation);
    }

    @Override
    public @Nullable Object[] arguments(I invocation) {
        return kind.arguments(invocation);
    }
}
