package dev.breaker.spring;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/** The kinds of futures that can be guarded: those that can also be handed back. */
final class Futures {

    private static final Set<Class<?>> FOLLOWED =
            Set.of(Future.class, CompletionStage.class, CompletableFuture.class);

    private Futures() {}

    /** Whether a method that declares this type can be followed to its end. */
    static boolean isFollowed(Class<?> declared) {
        return FOLLOWED.contains(declared);
    }

    /** Whether a type is one of futures, followed or not. */
    static boolean include(Class<?> type) {
        return Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type);
    }

    /** Whether a fallback that returns this type can stand for a guarded method. */
    static boolean canFollow(Class<?> fallback, Class<?> guarded) {
        return isFollowed(guarded)
                && (CompletionStage.class.isAssignableFrom(fallback)
                        || (guarded == Future.class && Future.class.isAssignableFrom(fallback)));
    }
}
