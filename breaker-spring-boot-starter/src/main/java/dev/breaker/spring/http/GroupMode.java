package dev.breaker.spring.http;

/** Which breakers stand before groups of HTTP services. */
public enum GroupMode {
    /** None. */
    OFF,
    /** One for each group, named like it. */
    GROUP,
    /** One for each host, named like it. */
    HOST
}
