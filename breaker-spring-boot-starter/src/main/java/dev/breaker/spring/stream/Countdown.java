package dev.breaker.spring.stream;

import java.lang.reflect.RecordComponent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * What changes in a status although nothing has happened: the time to the next probe. Whoever has
 * seen it once can count by himself; so a breaker that only waits is not told of every second.
 */
final class Countdown {

    private static final String TIME_LEFT = "timeToNextProbe";

    private Countdown() {}

    /** Whether two statuses are the same but for the time that is left, if any is. */
    static boolean isAllThatDiffers(Record one, Record other) {
        for (RecordComponent component : one.getClass().getRecordComponents()) {
            Object before = value(component, one);
            Object after = value(component, other);
            boolean isSame =
                    component.getName().equals(TIME_LEFT)
                            ? (before == null) == (after == null)
                            : isSame(before, after);
            if (!isSame) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(@Nullable Object before, @Nullable Object after) {
        if (before instanceof Record one
                && after instanceof Record other
                && one.getClass() == other.getClass()) {
            return isAllThatDiffers(one, other);
        }
        return Objects.equals(before, after);
    }

    private static @Nullable Object value(RecordComponent component, Record of) {
        ReflectionUtils.makeAccessible(component.getAccessor());
        return ReflectionUtils.invokeMethod(component.getAccessor(), of);
    }
}
