package dev.breaker.spring;

import dev.breaker.spring.FallbackMatch.Fit;
import dev.breaker.spring.FallbackMatch.Misfit;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The methods that may have been meant by a fallback that was not found: those of its name, those
 * of a similar name, and those that are made like a fallback.
 *
 * @param guarded the guarded method
 * @param home where the fallback was looked for
 * @param methods the methods, the likeliest first
 */
record NearMisses(Method guarded, FallbackHome home, List<FallbackMatch> methods) {

    private static final int MOST = 5;

    static NearMisses among(FallbackCandidates candidates, Method guarded, FallbackHome home) {
        String name = home.method();
        List<FallbackMatch> methods =
                candidates.matches().stream()
                        .filter(match -> isSimilar(match, name) || isMadeLikeAFallback(match))
                        .sorted(
                                Comparator.comparing((FallbackMatch match) -> !isNamed(match, name))
                                        .thenComparing(match -> !isSimilar(match, name))
                                        .thenComparing(match -> match instanceof Misfit)
                                        .thenComparing(match -> match.signature().toString()))
                        .limit(MOST)
                        .toList();
        return new NearMisses(guarded, home, methods);
    }

    private static boolean isNamed(FallbackMatch match, String name) {
        return match.signature().name().equals(name);
    }

    private static boolean isSimilar(FallbackMatch match, String name) {
        return Spelling.areSimilar(match.signature().name(), name);
    }

    private static boolean isMadeLikeAFallback(FallbackMatch match) {
        return match instanceof Fit fit && fit.exception() != null;
    }

    /** Whether a method has the very name, and is not the guarded one. */
    boolean haveTheName() {
        return methods.stream()
                .anyMatch(
                        match -> isNamed(match, home.method()) && !match.method().equals(guarded));
    }

    /** The name that was probably meant. */
    Optional<String> probableName() {
        return methods.stream()
                .filter(match -> match instanceof Fit && isSimilar(match, home.method()))
                .filter(match -> !match.method().equals(guarded))
                .map(match -> home.reference(match.signature().name()))
                .findFirst();
    }

    /** A line for each method, with what is wrong with it. */
    List<String> lines() {
        return methods.stream().map(match -> match.signature() + ": " + verdict(match)).toList();
    }

    private String verdict(FallbackMatch match) {
        if (match.method().equals(guarded)) {
            return "is the guarded method itself";
        }
        if (match instanceof Misfit misfit) {
            return isNamed(match, home.method())
                    ? misfit.reason()
                    : "has another name, and " + misfit.reason();
        }
        return "fits, but has another name";
    }
}
