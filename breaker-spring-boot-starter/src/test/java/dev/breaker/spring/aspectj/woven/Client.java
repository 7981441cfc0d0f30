package dev.breaker.spring.aspectj.woven;

import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.Backend;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Methods that only a weaver reaches, and one that a proxy would reach, too. */
public class Client implements Function<String, String> {

    /** Thrown by all methods, if set. */
    public static @Nullable Throwable failure;

    @CircuitBreaker(name = "backend", fallbackMethod = "instead")
    public String open(String sku) {
        return Backend.answer(failure);
    }

    /** Implements a generic method by a bridge. */
    @Override
    @CircuitBreaker(name = "backend", fallbackMethod = "instead")
    public String apply(String sku) {
        return Backend.answer(failure);
    }

    public String fromWithin(String sku) {
        return this.open(sku);
    }

    public String ofPrivate(String sku) {
        return this.hidden(sku);
    }

    @CircuitBreaker(name = "backend", fallbackMethod = "instead")
    private String hidden(String sku) {
        return Backend.answer(failure);
    }

    @CircuitBreaker(name = "backend", fallbackMethod = "instead")
    public final String last(String sku) {
        return Backend.answer(failure);
    }

    private String instead(String sku, Exception thrown) {
        return "instead of " + sku;
    }

    @CircuitBreaker(name = "backend", fallbackMethod = "insteadOfStatic")
    public static long ofNobody(int sku) {
        Backend.answer(failure);
        return sku;
    }

    private static int insteadOfStatic(Exception thrown) {
        return -1;
    }

    @CircuitBreaker(name = "backend")
    public String withoutFallback() {
        return Backend.answer(failure);
    }
}
