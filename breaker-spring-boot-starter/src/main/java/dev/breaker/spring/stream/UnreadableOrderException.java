package dev.breaker.spring.stream;

/** The body of an order is not what it must be; the message says what it is. */
final class UnreadableOrderException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    UnreadableOrderException(int status, String whatItIs) {
        super(whatItIs, null, false, false);
        this.status = status;
    }

    /** The status that the request is answered with. */
    int status() {
        return status;
    }
}
