package dev.breaker;

import org.jspecify.annotations.Nullable;

/**
 * What brought a phase about.
 *
 * @param reason in words and numbers, the same wherever it is shown
 * @param evidence the numbers
 * @param intervention what an operator said, if it was one
 */
record Cause(String reason, Evidence evidence, @Nullable Intervention intervention) {

    static final Cause INITIAL = by(Trigger.INITIAL, "the initial state");

    /** Without figures. */
    static Cause by(Trigger trigger, String reason) {
        return new Cause(reason, Evidence.none(trigger), null);
    }

    /** By an operator. */
    static Cause operator(String reason, Intervention intervention) {
        return new Cause(reason, Evidence.none(Trigger.OPERATOR), intervention);
    }

    /** With figures; the reason tells of the failures, too. */
    static Cause of(BrokenRule rule, Evidence evidence) {
        String failures = evidence.failuresInWords();
        String reason = failures.isEmpty() ? rule.words() : rule.words() + "; " + failures;
        return new Cause(reason, evidence, null);
    }
}
