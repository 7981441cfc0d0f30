package dev.breaker.benchmarks;

/** A bean with methods to be guarded, one for each way that is measured. */
abstract class Shop {

    static final Object REPLY = "1.23";
    static final Object INSTEAD = "unknown";

    /** Guarded without a fallback method. */
    public abstract Object price(String sku);

    /** Guarded with a fallback method. */
    public abstract Object priceOrInstead(String sku);
}
