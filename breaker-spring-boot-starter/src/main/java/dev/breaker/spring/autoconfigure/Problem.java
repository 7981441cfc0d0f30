package dev.breaker.spring.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something in the configuration with which the application cannot start.
 *
 * @param places the keys that are wrong, or that contradict each other; none if code is to blame
 * @param reason what is wrong
 * @param action what would be right
 */
record Problem(List<Place> places, String reason, String action) {

    Problem(Place place, String reason, String action) {
        this(List.of(place), reason, action);
    }

    String describe() {
        String where =
                places.stream()
                        .map(Place::describe)
                        .collect(Collectors.joining(System.lineSeparator()));
        String gap = places.size() > 1 ? System.lineSeparator() : "";
        return where + gap + "Reason: " + reason;
    }
}
