package dev.breaker.spring;

import org.jspecify.annotations.Nullable;

/** What a fallback returns, as seen from the guarded method. */
enum FallbackAnswer {

    /** The same kind of thing as the guarded method. */
    SAME,

    /** The value that the guarded method promises. */
    VALUE;

    /** What a method would return; null if it cannot stand for the guarded one. */
    static @Nullable FallbackAnswer of(Signature guarded, Signature fallback) {
        if (guarded.suspending() || fallback.suspending()) {
            return guarded.suspending() ? ofSuspending(guarded, fallback) : null;
        }
        if (guarded.returned() == void.class
                || Futures.canFollow(fallback.returned(), guarded.returned())
                || Conversions.canPass(fallback.returned(), guarded.returned())) {
            return SAME;
        }
        return isValue(fallback.returned(), guarded.promised()) ? VALUE : null;
    }

    private static @Nullable FallbackAnswer ofSuspending(Signature guarded, Signature fallback) {
        if (Conversions.canPass(fallback.returned(), guarded.returned())) {
            boolean same = fallback.suspending() || ReturnTypes.isUnsettled(guarded.returned());
            return same ? SAME : VALUE;
        }
        return fallback.returned() == void.class && isUnit(guarded.returned()) ? VALUE : null;
    }

    private static boolean isUnit(Class<?> type) {
        return type.getName().equals("kotlin.Unit");
    }

    private static boolean isValue(Class<?> returned, @Nullable Class<?> promised) {
        if (promised == null || ReturnTypes.isUnsettled(returned)) {
            return false;
        }
        return returned == void.class
                ? promised == Void.class
                : Conversions.canPass(returned, promised);
    }

    /** What it should return: {@code CompletionStage or String}. */
    static String wanted(Signature guarded, Signature fallback) {
        String same = Descriptions.apart(guarded.returned(), fallback.returned());
        Class<?> promised = guarded.promised();
        return promised == null
                ? same
                : same + " or " + Descriptions.apart(promised, fallback.returned());
    }
}
