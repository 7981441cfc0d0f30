package dev.breaker;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What failures have in common that are alike. */
record FailureKind(String type, @Nullable String message, @Nullable String where) {

    boolean isLike(String otherType, @Nullable String otherMessage) {
        return type.equals(otherType) && Objects.equals(message, otherMessage);
    }
}
