package dev.breaker.sample.journal;

/**
 * What becomes of an order.
 *
 * @param sku the article
 * @param stored whether it is in the database; if not, it waits for that
 */
public record Placed(String sku, boolean stored) {}
