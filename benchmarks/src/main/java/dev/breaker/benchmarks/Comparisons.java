package dev.breaker.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/** What is compared. */
final class Comparisons {

    private static final List<String> COUNT_PEERS =
            List.of("resilience4j count", "resilience4j count lock-free");
    private static final List<String> TIME_PEERS =
            List.of("resilience4j time", "resilience4j time lock-free");
    private static final String OUR_BEAN = "breaker @CircuitBreaker";
    private static final int[] THREADS = {1, 2, 8};

    private Comparisons() {}

    static List<Comparison> all() {
        return Stream.of(
                        Stream.of(
                                        "bareCall",
                                        "clock",
                                        "clockTwice",
                                        "clockAndIncrement",
                                        "tenthThrows",
                                        "atomicIncrement",
                                        "adderIncrement")
                                .map(Comparisons::floor),
                        Stream.of(
                                count("closed, success, count window of 100", "success", THREADS),
                                time("closed, success, time window of 10 s", "success", THREADS),
                                count(
                                        "closed, 10 % failures, count window of 100",
                                        "tenPercentFailures", THREADS),
                                time(
                                        "closed, 10 % failures, time window of 10 s",
                                        "tenPercentFailures", THREADS),
                                count("closed, permit by hand, count window of 100", "permit", 1),
                                count("rejected, exception caught", "rejected", 1, 2),
                                count("refused, without exception", "refused", 1, 2),
                                rounds(),
                                bean(
                                        "bean, closed",
                                        "closed",
                                        "bare call",
                                        "breaker, no proxy",
                                        "empty method interceptor",
                                        "empty @Around",
                                        OUR_BEAN,
                                        OUR_BEAN + " metered"),
                                bean("bean with fallback, closed", "closedWithFallback", OUR_BEAN),
                                bean(
                                        "bean with fallback, rejected",
                                        "rejectedWithFallback",
                                        OUR_BEAN)))
                .flatMap(comparisons -> comparisons)
                .toList();
    }

    private static Comparison floor(String method) {
        return new Comparison(
                "floor: " + method, FloorBenchmark.class, method, List.of(""), List.of(), THREADS);
    }

    private static Comparison count(String title, String method, int... threads) {
        return engine(
                title,
                method,
                List.of("breaker count", "breaker count slow", "breaker count metered"),
                COUNT_PEERS,
                List.of("failsafe count"),
                threads);
    }

    private static Comparison time(String title, String method, int... threads) {
        return engine(
                title,
                method,
                List.of("breaker time", "breaker time slow"),
                TIME_PEERS,
                List.of("failsafe time", "sentinel time"),
                threads);
    }

    private static Comparison rounds() {
        return engine(
                "a round of three probes that closes",
                "halfOpenRound",
                List.of("breaker count", "breaker time"),
                COUNT_PEERS,
                List.of("failsafe count"),
                1);
    }

    private static Comparison bean(String title, String method, String... others) {
        List<String> reference = List.of("resilience4j @CircuitBreaker");
        List<String> subjects = Stream.concat(Stream.of(others), reference.stream()).toList();
        return new Comparison(title, BeanBenchmark.class, method, subjects, reference, 1, 2);
    }

    private static Comparison engine(
            String title,
            String method,
            List<String> ours,
            List<String> reference,
            List<String> others,
            int... threads) {
        List<String> subjects = Stream.of(ours, reference, others).flatMap(List::stream).toList();
        return new Comparison(title, EngineBenchmark.class, method, subjects, reference, threads);
    }
}
