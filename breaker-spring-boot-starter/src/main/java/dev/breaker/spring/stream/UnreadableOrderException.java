package dev.breaker.spring.stream;

/** The body of an order is not what it must be; the message says what it is. */
final class UnreadableOrderException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreadableOrderException(String whatItIs) {
        super(whatItIs, null, false, false);
    }
}
