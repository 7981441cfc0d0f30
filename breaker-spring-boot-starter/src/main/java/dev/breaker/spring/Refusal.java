package dev.breaker.spring;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

/** Words for methods whose end cannot be followed. */
final class Refusal {

    static final String ACTION_IN_SUSPENDING =
            "Let the function wait for it, and return the value itself or a Flow.";

    private Refusal() {}

    /** A return type that is not done, and cannot be followed. */
    static String description(Class<?> returned) {
        Class<?> known = known(returned);
        return known == null
                ? "It returns a %s, which is not done when the method returns: its failures would count as successes."
                        .formatted(returned.getSimpleName())
                : "It returns a %s: a guarded call is handed back as a %s, which is none."
                        .formatted(returned.getSimpleName(), known.getSimpleName());
    }

    static String action(Class<?> returned) {
        Class<?> known = known(returned);
        return known == null
                ? "Return the value itself or a CompletableFuture, or annotate the method of"
                        + " another bean that makes the call in question, or take the breaker from"
                        + " the BreakerRegistry and acquire() a permit."
                : "Declare %s, or take the breaker from the BreakerRegistry and acquire() a permit."
                        .formatted(known.getSimpleName());
    }

    /** The type that is handed back where this one is declared; null if none is. */
    private static @Nullable Class<?> known(Class<?> returned) {
        if (Futures.include(returned)) {
            return CompletableFuture.class;
        }
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(returned);
        return adapter == null ? null : adapter.getReactiveType();
    }

    /** A method that could be followed, were everything there. */
    static String lacking(String what) {
        return "It %s, which is not done when the method returns, and what it takes to follow it is not on the class path."
                .formatted(what);
    }

    static String remedy(List<String> missing) {
        return missing.isEmpty()
                ? "Register the type with Spring's ReactiveAdapterRegistry."
                : "Add " + String.join(" and ", missing) + ".";
    }
}
