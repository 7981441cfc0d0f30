package dev.breaker.spring.stream;

import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param path the rest of the path behind that of the endpoint, decoded; empty for none
 * @param lastEventId the id of the last event that he has; null where he says nothing of it
 */
record Visit(String path, @Nullable String lastEventId) {}
