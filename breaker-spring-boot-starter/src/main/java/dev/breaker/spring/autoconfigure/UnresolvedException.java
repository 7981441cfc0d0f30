package dev.breaker.spring.autoconfigure;

/** A name in the configuration stands for nothing usable. */
final class UnresolvedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String action;

    UnresolvedException(String reason, String action) {
        super(reason);
        this.reason = reason;
        this.action = action;
    }

    /** {@return what is wrong} */
    String reason() {
        return reason;
    }

    /** {@return what would be right} */
    String action() {
        return action;
    }
}
