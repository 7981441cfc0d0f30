package dev.breaker;

import java.io.Serializable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The numbers behind a transition. Immutable.
 *
 * @param trigger which rule held, or what else brought the transition about
 * @param threshold of that rule, in percent where it is a rate; NaN where there is none
 * @param value what reached it; NaN where there is none
 * @param window what was looked at, in words: "the last 30 s", "the last 100 calls", "3 probes";
 *     empty where nothing was
 * @param bufferedCalls how many outcomes that held
 * @param failedCalls how many of them failed, slow or not
 * @param slowCalls how many of them were slow, failed or not
 * @param slowFailedCalls how many of them were both
 * @param failureTypes the types of the failures, the most frequent first; of the latest 32 failures
 *     where there were more
 * @param failures the latest failures, the newest first, at most ten
 */
public record Evidence(
        Trigger trigger,
        double threshold,
        double value,
        String window,
        int bufferedCalls,
        int failedCalls,
        int slowCalls,
        int slowFailedCalls,
        List<FailureCount> failureTypes,
        List<Failure> failures)
        implements Serializable {

    private static final int MOST_FAILURES = 10;
    private static final int MOST_TYPES_IN_WORDS = 3;

    /** Copies the lists. */
    public Evidence {
        failureTypes = List.copyOf(failureTypes);
        failures = List.copyOf(failures);
    }

    /** Of a transition that no figures brought about. */
    static Evidence none(Trigger trigger) {
        return of(new BrokenRule(trigger, Double.NaN, Double.NaN, ""), "", Counts.NONE, List.of());
    }

    /**
     * Of a transition that figures brought about.
     *
     * @param failures those that are known, the newest first
     */
    static Evidence of(BrokenRule rule, String window, Counts counts, List<Failure> failures) {
        return new Evidence(
                rule.trigger(),
                rule.threshold(),
                rule.value(),
                window,
                Counts.capped(counts.calls()),
                Counts.capped(counts.failed()),
                Counts.capped(counts.slow()),
                Counts.capped(counts.slowFailed()),
                byType(failures),
                failures.subList(0, Math.min(MOST_FAILURES, failures.size())));
    }

    private static List<FailureCount> byType(List<Failure> failures) {
        Map<String, Integer> counts = new LinkedHashMap<>(); // the newest first, where equal
        failures.forEach(failure -> counts.merge(failure.type(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> new FailureCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(FailureCount::count).reversed())
                .toList();
    }

    /**
     * The most frequent types of failures, in words.
     *
     * @return "failures: 20 x java.net.ConnectException, 3 x java.io.IOException", say, or "the
     *     latest 32 failures: …"; empty where no failure is known
     */
    public String failuresInWords() {
        String words =
                failureTypes.stream()
                        .limit(MOST_TYPES_IN_WORDS)
                        .map(FailureCount::toString)
                        .collect(Collectors.joining(", "));
        int known = failureTypes.stream().mapToInt(FailureCount::count).sum();
        int others =
                failureTypes.stream().skip(MOST_TYPES_IN_WORDS).mapToInt(FailureCount::count).sum();
        return known == 0
                ? ""
                : whatIsKnown(known) + words + (others == 0 ? "" : andOthers(others));
    }

    private String whatIsKnown(int known) {
        return known < failedCalls ? "the latest " + known + " failures: " : "failures: ";
    }

    private static String andOthers(int others) {
        return ", " + others + (others == 1 ? " other" : " others");
    }
}
