package dev.breaker.spring;

import dev.breaker.Snapshot;
import org.springframework.context.ApplicationContext;

/** What became of all calls of a breaker: each is in one of these, once. */
public record Totals(long successful, long failed, long ignored, long notPermitted) {

    public static Totals of(ApplicationContext context, String name) {
        Snapshot snapshot = AnnotatedApplication.breaker(context, name).snapshot();
        return new Totals(
                snapshot.totalSuccessfulCalls(),
                snapshot.totalFailedCalls(),
                snapshot.totalIgnoredCalls(),
                snapshot.notPermittedCalls());
    }

    /** Of the breaker "backend". */
    public static Totals of(ApplicationContext context) {
        return of(context, "backend");
    }

    static Totals none() {
        return new Totals(0, 0, 0, 0);
    }

    static Totals success() {
        return new Totals(1, 0, 0, 0);
    }

    static Totals failure() {
        return new Totals(0, 1, 0, 0);
    }

    static Totals noVerdict() {
        return new Totals(0, 0, 1, 0);
    }

    static Totals rejection() {
        return new Totals(0, 0, 0, 1);
    }

    Totals plus(Totals other) {
        return new Totals(
                successful + other.successful,
                failed + other.failed,
                ignored + other.ignored,
                notPermitted + other.notPermitted);
    }
}
