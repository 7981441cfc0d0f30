package dev.breaker.spring.metrics;

import dev.breaker.spring.KeyedBreakers;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tags that all meters of one breaker have: its name, and those of the application.
 *
 * @param ofApplication by the name of the breaker
 */
record MeterTags(Function<String, Map<String, String>> ofApplication) {

    /**
     * The tags of the meters that have a name.
     *
     * @param name of the breaker, or of the family
     * @param family whose key the breaker is of, and has the tags of; null for any other
     */
    Tags of(String name, @Nullable KeyedBreakers family) {
        Tags tags = Tags.of("name", name);
        Map<String, String> more = ofApplication.apply(family == null ? name : family.name());
        for (Map.Entry<String, String> tag : more.entrySet()) {
            tags = tags.and(tag.getKey(), tag.getValue());
        }
        return tags;
    }
}
