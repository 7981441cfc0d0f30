package dev.breaker.spring.http;

/** Which breakers stand before the clients of one kind. */
public enum ClientMode {
    /** None. */
    OFF,
    /** One for each client that is a bean, named like the bean. */
    CLIENT,
    /** One for each host, named like it. */
    HOST
}
