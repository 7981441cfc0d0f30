package dev.breaker.spring;

import dev.breaker.spring.FallbackMatch.Fit;
import dev.breaker.spring.FallbackMatch.Misfit;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words for what is wrong with the fallback of one guarded method. */
final class FallbackReport {

    private static final String INDENT = "\n    ";
    private static final int MOST_NEAR_MISSES = 5;

    private final Method method;
    private final Class<?> type;
    private final Signature guarded;
    private final AnnotationProblems problems;

    FallbackReport(Method method, Class<?> type, AnnotationProblems problems) {
        this.method = method;
        this.type = type;
        this.guarded = Signature.of(method, type);
        this.problems = problems;
    }

    Signature guarded() {
        return guarded;
    }

    /** No method of the name fits. */
    void noFit(FallbackHome home, FallbackCandidates candidates) {
        List<FallbackMatch> near = nearMisses(home, candidates);
        StringBuilder description =
                new StringBuilder(
                        "No method '%s' of %s fits as its fallback. One of these would:"
                                .formatted(home.method(), home));
        wanted(home.method()).forEach(form -> description.append(INDENT).append(form));
        if (!near.isEmpty()) {
            description.append("\n  Found:");
            near.forEach(match -> description.append(INDENT).append(verdict(match, home.method())));
        }
        add(description.toString(), action(home, near));
    }

    private List<String> wanted(String name) {
        String head = Descriptions.simple(guarded.returned()) + " " + name;
        String parameters = Descriptions.list(guarded.parameters());
        Stream<String> without = Stream.of("(<exception>)", "()");
        Stream<String> with =
                guarded.parameters().isEmpty()
                        ? Stream.empty()
                        : Stream.of(parameters.replaceAll("\\)$", ", <exception>)"), parameters);
        return Stream.concat(with, without).map(form -> head + form).toList();
    }

    /** Those of the same name, then those of a similar one. */
    private static List<FallbackMatch> nearMisses(
            FallbackHome home, FallbackCandidates candidates) {
        String name = home.method();
        return candidates.matches().stream()
                .filter(match -> Spelling.areSimilar(name, match.signature().name()))
                .sorted(
                        Comparator.comparing(
                                        (FallbackMatch match) ->
                                                !match.signature().name().equals(name))
                                .thenComparing(match -> match instanceof Misfit)
                                .thenComparing(match -> match.signature().toString()))
                .limit(MOST_NEAR_MISSES)
                .toList();
    }

    private String verdict(FallbackMatch match, String name) {
        if (match.method().equals(method)) {
            return match.signature() + ": is the guarded method itself";
        }
        String nameVerdict = match.signature().name().equals(name) ? "" : "has another name";
        String verdict = match instanceof Misfit misfit ? misfit.reason() : "";
        String and = nameVerdict.isEmpty() || verdict.isEmpty() ? "" : ", and it ";
        return match.signature() + ": " + nameVerdict + and + verdict;
    }

    private String action(FallbackHome home, List<FallbackMatch> near) {
        return near.stream()
                .filter(match -> match instanceof Fit && !match.method().equals(method))
                .findFirst()
                .map(match -> home.reference(match.signature().name()))
                .map("Set fallbackMethod = \"%s\", if that is the one that was meant."::formatted)
                .orElseGet(
                        () ->
                                "Give %s a method '%s' of one of these signatures, or correct fallbackMethod."
                                        .formatted(home, home.method()));
    }

    /** Several methods fit, and none fits better. */
    void ambiguous(List<Fit> fits) {
        add(
                "These fallbacks take the same exception, and none has the more specific parameters:"
                        + fits.stream()
                                .map(fit -> INDENT + fit.signature())
                                .sorted()
                                .collect(Collectors.joining()),
                "Remove or rename all but one of them.");
    }

    void unknownBean(String bean, List<String> names) {
        List<String> similar = new ArrayList<>(names);
        similar.removeIf(name -> !Spelling.areSimilar(bean, name));
        add(
                "Its fallback is on a bean '%s', which does not exist.".formatted(bean)
                        + (similar.isEmpty()
                                ? ""
                                : " There is: " + String.join(", ", similar) + "."),
                "Correct the name before '::' in fallbackMethod, or define that bean.");
    }

    void unknownType(String bean) {
        add(
                "Its fallback is on bean '%s', whose type is not known before it is made."
                        .formatted(bean),
                "Declare the type of bean '%s', as the return type of its @Bean method for instance."
                        .formatted(bean));
    }

    void inaccessible(Fit fit, String reason) {
        add(
                "Its fallback %s cannot be called: %s".formatted(fit.signature(), reason),
                "Open its package to the module dev.breaker.spring, or make the method and its class public.");
    }

    private void add(String description, String action) {
        problems.add(method, type, description, action);
    }
}
