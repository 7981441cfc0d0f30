package dev.breaker.spring;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The methods of a class that could serve as fallback of a guarded one.
 *
 * @param guarded the signature of the guarded method
 * @param matches a judgement on each method, most derived first, without overridden ones and
 *     without the guarded method itself
 */
record FallbackCandidates(Signature guarded, List<FallbackMatch> matches) {

    /**
     * Looks at all methods.
     *
     * @param guarded the signature of the guarded method
     * @param type the class in which to look, and above it
     * @param withoutObject whether there is no object on which to call them
     */
    static FallbackCandidates in(Class<?> type, Signature guarded, boolean withoutObject) {
        List<FallbackMatch> matches = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        Hierarchy.methods(type).stream()
                .forEach(
                        method -> {
                            Signature signature = Signature.of(method, type);
                            if (seen.add(List.of(signature.name(), signature.parameters()))) {
                                matches.add(
                                        FallbackMatch.of(
                                                guarded, withoutObject, method, signature));
                            }
                        });
        return new FallbackCandidates(guarded, matches);
    }

    FallbackCandidates without(Method method) {
        return new FallbackCandidates(
                guarded, matches.stream().filter(match -> !match.method().equals(method)).toList());
    }

    List<FallbackMatch> named(String name) {
        return matches.stream().filter(match -> match.signature().name().equals(name)).toList();
    }

    List<FallbackMatch.Fit> fits(String name) {
        return named(name).stream()
                .filter(FallbackMatch.Fit.class::isInstance)
                .map(FallbackMatch.Fit.class::cast)
                .toList();
    }
}
