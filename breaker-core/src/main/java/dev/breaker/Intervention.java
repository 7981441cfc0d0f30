package dev.breaker;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says when he acts on a breaker. Immutable.
 *
 * @param by who acts; null where that is not known
 * @param reason why; null where he does not say
 * @param lasting how long it shall last; null: until somebody acts again
 */
public record Intervention(
        @Nullable String by, @Nullable String reason, @Nullable Duration lasting) {

    /** Nothing is said: by an operator, until somebody acts again. */
    public static final Intervention UNEXPLAINED = new Intervention(null, null, null);

    /**
     * Refuses a duration that is over before it has begun.
     *
     * @throws IllegalArgumentException if the duration is zero or negative
     */
    public Intervention {
        if (lasting != null && (lasting.isZero() || lasting.isNegative())) {
            throw new IllegalArgumentException(
                    "lasting (%s) must be longer than zero".formatted(lasting));
        }
    }

    /**
     * An intervention with a reason.
     *
     * @param reason why
     * @return by an operator, until somebody acts again
     */
    public static Intervention because(String reason) {
        return new Intervention(null, reason, null);
    }

    /**
     * The same, by somebody.
     *
     * @param who how he is called
     * @return a changed copy
     */
    public Intervention by(String who) {
        return new Intervention(who, reason, lasting);
    }

    /**
     * The same, for a while.
     *
     * @param duration after which the breaker returns, by itself, to where it was before
     * @return a changed copy
     */
    public Intervention lasting(Duration duration) {
        return new Intervention(by, reason, duration);
    }

    /** In words, after what was done. */
    String words(String done) {
        String who = by == null ? "an operator" : by;
        String howLong = lasting == null ? "" : " for " + inWords(lasting);
        return "%s by %s%s%s".formatted(done, who, howLong, reason == null ? "" : ": " + reason);
    }

    private static String inWords(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
