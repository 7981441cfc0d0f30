package dev.breaker.spring;

/** Settings that a breaker cannot have; the message says which, why, and what would be right. */
public final class InvalidSettingsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Refuses settings.
     *
     * @param message which, why, and what would be right
     */
    public InvalidSettingsException(String message) {
        super(message);
    }
}
