/** A circuit breaker for the JVM. Everything a user names is in {@link dev.breaker}. */
module dev.breaker {
    requires static transitive org.jspecify;

    exports dev.breaker;
}
