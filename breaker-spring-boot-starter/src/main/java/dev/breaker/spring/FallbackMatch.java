package dev.breaker.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a method can be the fallback of a guarded one. */
sealed interface FallbackMatch {

    /** The method that was looked at. */
    Method method();

    Signature signature();

    /**
     * It can.
     *
     * @param takesParameters whether it takes the parameters of the guarded method, or none of them
     * @param exception what it takes last; null if it takes no exception
     * @param answer what it returns
     */
    record Fit(
            Method method,
            Signature signature,
            boolean takesParameters,
            @Nullable Class<? extends Throwable> exception,
            FallbackAnswer answer)
            implements FallbackMatch {

        /** How many parameters of the guarded method it takes. */
        int taken() {
            int count = signature.parameters().size();
            return exception == null ? count : count - 1;
        }
    }

    /** It cannot. */
    record Misfit(Method method, Signature signature, String reason) implements FallbackMatch {}

    /**
     * Judges a method.
     *
     * @param guarded the signature of the guarded method
     * @param withoutObject whether there is no object on which to call it
     */
    static FallbackMatch of(
            Signature guarded, boolean withoutObject, Method method, Signature signature) {
        List<String> reasons = new ArrayList<>();
        FallbackAnswer answer = FallbackAnswer.of(guarded, signature);
        Fit fit =
                byParameters(
                        guarded.parameters(),
                        method,
                        signature,
                        answer == null ? FallbackAnswer.SAME : answer);
        if (fit == null) {
            reasons.add(wrongParameters(guarded.parameters(), signature.parameters()));
        }
        if (withoutObject && !Modifier.isStatic(method.getModifiers())) {
            reasons.add("is not static, as the guarded method is");
        }
        if (answer == null) {
            reasons.add(wrongReturn(guarded, signature));
        }
        return fit != null && reasons.isEmpty()
                ? fit
                : new Misfit(method, signature, String.join(", and ", reasons));
    }

    private static @Nullable Fit byParameters(
            List<Class<?>> guarded, Method method, Signature signature, FallbackAnswer answer) {
        List<Class<?>> parameters = signature.parameters();
        int count = guarded.size();
        boolean takesParameters = count > 0 && firstMisfit(guarded, parameters) == count;
        int taken = takesParameters ? count : 0;
        if (parameters.size() == taken) {
            return new Fit(method, signature, takesParameters, null, answer);
        }
        Class<?> last = parameters.get(parameters.size() - 1);
        return parameters.size() == taken + 1 && Throwable.class.isAssignableFrom(last)
                ? new Fit(
                        method,
                        signature,
                        takesParameters,
                        last.asSubclass(Throwable.class),
                        answer)
                : null;
    }

    /** The index of the first parameter of the guarded method that the fallback cannot take. */
    private static int firstMisfit(List<Class<?>> guarded, List<Class<?>> fallback) {
        int i = 0;
        while (i < guarded.size()
                && i < fallback.size()
                && Conversions.canPass(guarded.get(i), fallback.get(i))) {
            i++;
        }
        return i;
    }

    private static String wrongReturn(Signature guarded, Signature fallback) {
        return fallback.suspending() && !guarded.suspending()
                ? "is a suspend function, unlike the guarded method"
                : "returns %s, not %s"
                        .formatted(
                                Descriptions.apart(fallback.returned(), guarded.returned()),
                                FallbackAnswer.wanted(guarded, fallback));
    }

    private static String wrongParameters(List<Class<?>> guarded, List<Class<?>> fallback) {
        int count = guarded.size();
        int misfit = firstMisfit(guarded, fallback);
        if (misfit == count && fallback.size() == count + 1) {
            return "takes %s last, which is no exception"
                    .formatted(Descriptions.simple(fallback.get(count)));
        }
        if (misfit < fallback.size() && misfit < count) {
            return "takes %s, not %s, as parameter %d"
                    .formatted(
                            Descriptions.apart(fallback.get(misfit), guarded.get(misfit)),
                            Descriptions.apart(guarded.get(misfit), fallback.get(misfit)),
                            misfit + 1);
        }
        return fallback.size() == 1
                ? "takes 1 parameter"
                : "takes %d parameters".formatted(fallback.size());
    }
}
