package dev.breaker.sample.downstream;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that the orders depend on, and that can be broken and healed. Thread-safe. */
public interface Simulated {

    /** {@return how it behaves} */
    Mode mode();

    /**
     * Changes how it behaves.
     *
     * @param mode one of its {@link #modes()}
     */
    void setMode(Mode mode);

    /** {@return how it can behave} */
    Set<Mode> modes();

    /** {@return how many requests reached it, whatever became of them; null if nobody counts} */
    @Nullable Long requests();
}
