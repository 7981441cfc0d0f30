package dev.breaker;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call was rejected without being made. Says by which breaker, why that is open, and when to come
 * back. Has no stack trace unless {@link BreakerConfig.Builder#writableStackTraceEnabled asked
 * for}, for it is thrown in floods; its message is built when read.
 */
public final class CallNotPermittedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final long NO_PROBE = -1;

    private final String breakerName;
    private final State state;
    private final @Nullable String reason;
    private final @Nullable Evidence evidence;
    private final Instant openSince;
    private final long nanosToNextProbe;

    CallNotPermittedException(Phase refusing, long now) {
        super(null, null, false, refusing.rules.config.writableStackTraceEnabled());
        Outage outage = refusing.outage();
        breakerName = refusing.circuit.name;
        state = refusing.state;
        reason = outage == null ? null : outage.reason();
        evidence = outage == null ? null : outage.cause().evidence();
        openSince = outage == null ? refusing.sinceInstant() : outage.openSince();
        nanosToNextProbe = Math.max(NO_PROBE, refusing.nanosToNextProbe(now));
    }

    /** {@return the name of the breaker} */
    public String breakerName() {
        return breakerName;
    }

    /** {@return the state that refused: OPEN, FORCED_OPEN, or HALF_OPEN with all probes out} */
    public State state() {
        return state;
    }

    /** {@return why the breaker opened; null in a HALF_OPEN that did not follow an OPEN} */
    public @Nullable String reason() {
        return reason;
    }

    /** {@return the numbers behind that reason; null where that is} */
    public @Nullable Evidence evidence() {
        return evidence;
    }

    /** {@return when the breaker opened, or such a HALF_OPEN began, by the wall clock} */
    public Instant openSince() {
        return openSince;
    }

    /**
     * How long it was, when this was thrown, until the next probe.
     *
     * @return zero in HALF_OPEN, where probes are under way; in FORCED_OPEN until calls are let
     *     through again, or null where nobody knows when that is
     */
    public @Nullable Duration timeToNextProbe() {
        return nanosToNextProbe == NO_PROBE ? null : Duration.ofNanos(nanosToNextProbe);
    }

    @Override
    public String getMessage() {
        String why = reason == null ? "" : ": " + reason;
        return "Breaker '%s' is %s%s; %s".formatted(breakerName, state, why, whenToComeBack());
    }

    private String whenToComeBack() {
        return switch (state) {
            case OPEN -> "next probe in " + Duration.ofNanos(nanosToNextProbe);
            case HALF_OPEN -> "all probes are under way";
            default ->
                    nanosToNextProbe == NO_PROBE
                            ? "an operator must close it"
                            : "it ends in " + Duration.ofNanos(nanosToNextProbe);
        };
    }
}
