package dev.breaker.spring.endpoint;

/**
 * A request cannot be fulfilled; the message says which field, which value, and what is allowed.
 */
final class BadRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadRequestException(String message) {
        super(message, null, false, false);
    }
}
