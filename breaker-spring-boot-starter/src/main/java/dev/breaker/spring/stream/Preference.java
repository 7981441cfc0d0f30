package dev.breaker.spring.stream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** What a client would rather have: one of our media types, or what Actuator answers. */
final class Preference {

    private Preference() {}

    /**
     * Whether somebody names a media type, and prefers it to what Actuator has for him. Whoever
     * takes everything, like curl, has not named it.
     *
     * @param type ours
     * @param actuators those of the endpoint's own answer
     * @param accept the values of the request's header Accept
     */
    static boolean isFor(MediaType type, Collection<MediaType> actuators, List<String> accept) {
        for (MediaType wanted : wanted(accept)) {
            if (wanted.getQualityValue() == 0) {
                continue;
            }
            if (wanted.equalsTypeAndSubtype(type)) {
                return true;
            }
            if (actuators.stream().anyMatch(wanted::isCompatibleWith)) {
                return false;
            }
        }
        return false;
    }

    /** What is wanted, the most wanted first; nothing if that cannot be read. */
    private static List<MediaType> wanted(List<String> accept) {
        try {
            List<MediaType> wanted = new ArrayList<>(MediaType.parseMediaTypes(accept));
            MimeTypeUtils.sortBySpecificity(wanted);
            return wanted;
        } catch (InvalidMediaTypeException unreadable) {
            return List.of();
        }
    }
}
