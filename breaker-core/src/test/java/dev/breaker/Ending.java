package dev.breaker;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The ways in which a call ends, and what the model is told of each. */
enum Ending {
    SUCCEEDS,
    RETURNS_GOOD_RESULT,
    RETURNS_BAD_RESULT,
    FAILS,
    FAILS_WRAPPED,
    FAILS_ASKING_FOR_A_WAIT,
    THROWS_AN_ERROR,
    THROWS_WHAT_IS_IGNORED,
    IS_INTERRUPTED,
    IS_CANCELLED;

    static final String BAD_RESULT = "bad";

    private static final Duration[] OWN_WAITS = {
        Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(3), Duration.ofDays(1)
    };

    /** What a call throws that ends so; null where it returns. */
    @Nullable Throwable thrown(int number) {
        String text = text(number);
        return switch (this) {
            case SUCCEEDS, RETURNS_GOOD_RESULT, RETURNS_BAD_RESULT -> null;
            case FAILS -> new BackendFailure(text);
            case FAILS_WRAPPED -> new CompletionException(new BackendFailure(text));
            case FAILS_ASKING_FOR_A_WAIT -> new BackendFailure(text, ownWait(number));
            case THROWS_AN_ERROR -> new AssertionError(text);
            case THROWS_WHAT_IS_IGNORED -> new IgnoredFailure(text);
            case IS_INTERRUPTED -> new InterruptedException(text);
            case IS_CANCELLED -> new CancellationException(text);
        };
    }

    @Nullable String result() {
        return this == RETURNS_BAD_RESULT ? BAD_RESULT : "good";
    }

    void settle(Permit permit, int number) {
        Throwable thrown = thrown(number);
        if (this == SUCCEEDS) {
            permit.succeeded();
        } else if (this == IS_CANCELLED) {
            permit.cancel();
        } else if (thrown != null) {
            permit.failed(thrown);
        } else {
            permit.completed(result());
        }
    }

    /** The same in the model's words (rule 9). */
    NaiveBreaker.Ended ended(int number, BreakerConfig config) {
        Duration wait = this == FAILS_ASKING_FOR_A_WAIT ? ownWait(number) : null;
        String text = this == RETURNS_BAD_RESULT ? "result" : text(number);
        return new NaiveBreaker.Ended(verdict(config), text, wait);
    }

    private Classifier.Verdict verdict(BreakerConfig config) {
        return switch (this) {
            case SUCCEEDS, RETURNS_GOOD_RESULT -> Classifier.Verdict.SUCCESS;
            case RETURNS_BAD_RESULT, FAILS, FAILS_WRAPPED, FAILS_ASKING_FOR_A_WAIT ->
                    Classifier.Verdict.FAILURE;
            case THROWS_AN_ERROR ->
                    config.recordExceptions().isEmpty() // else only BackendFailure is on it
                            ? Classifier.Verdict.FAILURE
                            : Classifier.Verdict.SUCCESS;
            case THROWS_WHAT_IS_IGNORED, IS_INTERRUPTED, IS_CANCELLED -> Classifier.Verdict.IGNORED;
        };
    }

    private static String text(int number) {
        return "failure of step " + number;
    }

    private static Duration ownWait(int number) {
        return OWN_WAITS[number % OWN_WAITS.length];
    }
}
