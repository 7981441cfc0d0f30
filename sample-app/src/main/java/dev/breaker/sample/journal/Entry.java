package dev.breaker.sample.journal;

import java.time.Instant;

/**
 * An order that was placed.
 *
 * @param sku the article
 * @param placedAt when
 */
public record Entry(String sku, Instant placedAt) {}
