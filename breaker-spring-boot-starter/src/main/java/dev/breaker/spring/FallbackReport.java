package dev.breaker.spring;

import dev.breaker.spring.FallbackMatch.Fit;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words for what is wrong with the fallback of one guarded method. */
final class FallbackReport {

    private static final String INDENT = "\n    ";

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
        NearMisses near = NearMisses.among(candidates, method, home);
        StringBuilder description =
                new StringBuilder(
                        "Its fallback '%s'%s %s. It would have to be one of:"
                                .formatted(
                                        home.method(),
                                        home.bean() == null ? "" : " of " + home,
                                        near.haveTheName() ? "does not fit" : "does not exist"));
        wanted(home.method()).forEach(form -> description.append(INDENT).append(form));
        if (!near.lines().isEmpty()) {
            description.append("\n  There is:");
            near.lines().forEach(line -> description.append(INDENT).append(line));
        }
        add(description.toString(), action(home, near));
    }

    private List<String> wanted(String name) {
        boolean any = guarded.returned() == void.class;
        Class<?> promised = guarded.promised();
        String head =
                (any ? "<any>" : Descriptions.simple(guarded.returned()))
                        + (promised == null ? "" : " or " + Descriptions.simple(promised))
                        + " "
                        + name;
        String parameters = Descriptions.list(guarded.parameters());
        Stream<String> with =
                guarded.parameters().isEmpty()
                        ? Stream.empty()
                        : Stream.of(parameters.replaceAll("\\)$", ", <exception>)"), parameters);
        return Stream.concat(with, Stream.of("(<exception>)", "()"))
                .map(form -> head + form)
                .toList();
    }

    private static String action(FallbackHome home, NearMisses near) {
        return near.probableName()
                .map("Set fallbackMethod = \"%s\", if that is what was meant."::formatted)
                .orElse(
                        near.haveTheName()
                                ? "Give '%s' one of these signatures, or name another method in fallbackMethod."
                                        .formatted(home.method())
                                : "Add a method '%s' with one of these signatures to %s, or name another in fallbackMethod."
                                        .formatted(home.method(), Descriptions.of(home.type())));
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
                "Open its package in its module descriptor, or make the method and its class public.");
    }

    private void add(String description, String action) {
        problems.add(method, type, description, action);
    }
}
