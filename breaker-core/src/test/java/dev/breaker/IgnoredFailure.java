package dev.breaker;

/** An exception that is ignored by configuration. Cheap to make. */
final class IgnoredFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IgnoredFailure(String message) {
        super(message, null, false, false);
    }
}
