package dev.breaker.spring.aspectj.woven;

import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.Backend;
import org.jspecify.annotations.Nullable;

/** Methods with keys, names by expression, and a memory, that only a weaver reaches. */
public class Partner {

    private @Nullable Throwable failure;

    public void failWith(@Nullable Throwable thrown) {
        failure = thrown;
    }

    public String order(String partner) {
        return this.orderOf(partner, 7);
    }

    @CircuitBreaker(name = "backend", key = "#id", fallbackMethod = "later")
    private String orderOf(String id, int number) {
        return Backend.answer(failure) + " " + number;
    }

    private String later(String id, int number) {
        return "later for " + id;
    }

    public String ofRegion(String region) {
        return this.byName(region);
    }

    @CircuitBreaker(name = "#{#region}-backend")
    private String byName(String region) {
        return Backend.answer(failure);
    }

    @CircuitBreaker(name = "backend", key = "#tenant")
    public static String ofTenant(String tenant) {
        return tenant;
    }

    public String price(String sku) {
        return this.remembered(sku);
    }

    @CircuitBreaker(name = "backend", fallbackCache = "prices", fallbackCacheMaxAge = "10m")
    private String remembered(String sku) {
        return sku + " from " + Backend.answer(failure);
    }
}
