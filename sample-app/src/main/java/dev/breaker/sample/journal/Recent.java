package dev.breaker.sample.journal;

import java.util.List;

/**
 * The orders of late.
 *
 * @param orders the latest first
 * @param source "database", or "fallback" if they are those that wait to be written down
 */
public record Recent(List<Entry> orders, String source) {}
