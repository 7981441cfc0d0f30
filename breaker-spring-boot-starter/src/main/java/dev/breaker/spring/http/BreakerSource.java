package dev.breaker.spring.http;

import dev.breaker.Breaker;
import java.net.URI;

/** Knows which breaker a request must pass. Thread-safe. */
interface BreakerSource {

    Breaker of(URI address);
}
