package dev.breaker.spring;

/** Words for return types whose end cannot be followed. */
final class Refusal {

    private Refusal() {}

    static String description(Class<?> returned) {
        return Futures.include(returned)
                ? "It returns a %s: a guarded call is handed back as a CompletableFuture, which is none."
                        .formatted(returned.getSimpleName())
                : "It returns a %s, which is not done when the method returns: its failures would count as successes."
                        .formatted(returned.getSimpleName());
    }

    static String action(Class<?> returned) {
        return Futures.include(returned)
                ? "Declare CompletionStage, CompletableFuture or Future, or take the breaker from the"
                        + " BreakerRegistry and make the call with breaker.callAsync(...)."
                : "Return the value itself or a CompletableFuture, or annotate the method of another bean"
                        + " that makes the call in question, or take the breaker from the BreakerRegistry"
                        + " and acquire() a permit.";
    }
}
