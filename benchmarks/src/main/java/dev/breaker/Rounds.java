package dev.breaker;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Which round of probes a permit belongs to; not to be seen from outside of the engine. */
public final class Rounds {

    private static final Field ISSUER = issuer();

    private Rounds() {}

    private static Field issuer() {
        try {
            Field issuer = Permit.class.getDeclaredField("issuer");
            issuer.setAccessible(true);
            return issuer;
        } catch (NoSuchFieldException e) {
            throw new LinkageError("Permit does not say any more who has issued it", e);
        }
    }

    /** The round, by its identity; null if the permit is not one of a probe. */
    public static @Nullable Object roundOf(Permit permit) {
        try {
            Phase phase = (Phase) ISSUER.get(permit);
            return phase.state == State.HALF_OPEN ? phase : null;
        } catch (IllegalAccessException e) {
            throw new LinkageError("Permit does not let itself be looked into", e);
        }
    }
}
