package dev.breaker.sample.alerting;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The selectors of an expression: what Prometheus must have for it to mean something. */
final class Selectors {

    private static final Pattern SELECTOR = Pattern.compile("\\b(circuitbreaker_\\w+)(\\{[^}]*})?");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|without|ignoring|on) *\\(([^)]*)\\)");

    private Selectors() {}

    /** Each with its matchers, as it stands in the expression. */
    static Set<String> in(String expression) {
        Set<String> selectors = new TreeSet<>();
        Matcher selector = SELECTOR.matcher(expression);
        while (selector.find()) {
            selectors.add(selector.group());
        }
        return selectors;
    }

    /** The labels by which it groups or matches. */
    static Set<String> labels(String expression) {
        Set<String> labels = new TreeSet<>();
        Matcher grouping = GROUPING.matcher(expression);
        while (grouping.find()) {
            labels.addAll(Set.of(grouping.group(2).trim().split(" *, *")));
        }
        return labels;
    }
}
