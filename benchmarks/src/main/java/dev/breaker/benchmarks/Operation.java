package dev.breaker.benchmarks;

import dev.breaker.Call;
import dev.failsafe.function.CheckedSupplier;
import java.util.function.Supplier;

/** What is called, as each make wants it, so that none pays for an adapter. */
abstract class Operation
        implements Supplier<Object>, Call<Object, RuntimeException>, CheckedSupplier<Object> {

    @Override
    public final Object call() {
        return get();
    }
}
