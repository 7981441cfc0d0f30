package dev.breaker.spring.http;

import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Tells whether a client can be replaced by its copy. */
final class Copies {

    private static final Log logger = LogFactory.getLog(Copies.class);

    private Copies() {}

    /**
     * Whether a copy of a client is what the client is: the copy of a proxy, of a mock, or of a
     * class of the user's is something else, or nothing.
     *
     * @param mutate gives the builder of a copy, or nothing
     */
    static <T, B> boolean areAlike(
            T client, Function<T, @Nullable B> mutate, Function<B, T> build) {
        B builder = mutate.apply(client);
        T copy = builder == null ? null : build.apply(builder);
        return copy != null && copy.getClass() == client.getClass();
    }

    static void warn(String bean, Object client, String byHand) {
        logger.warn(
                ("The client %s is not behind a breaker, though breaker.http asks for one: it is a %s,"
                                + " whose copy is something else. Build it with %s instead.")
                        .formatted(
                                BeanNames.withoutScope(bean), client.getClass().getName(), byHand));
    }
}
