package dev.breaker.spring.http;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.client.RestClient;

/**
 * What makes the requests of a {@code RestClient}. Spring lets it be set and never be read, so this
 * looks into private fields of Spring's classes, once per client. Where these are not there, or not
 * to be read, or a class is not Spring's, nothing is seen and nothing breaks.
 */
final class RestClientInsight {

    private RestClientInsight() {}

    /** {@return what makes the requests of a client; null if that cannot be seen} */
    static @Nullable ClientHttpRequestFactory requestsOf(RestClient client) {
        return read("clientRequestFactory", client);
    }

    /** {@return what makes the requests of a builder's clients; null if that cannot be seen} */
    static @Nullable ClientHttpRequestFactory requestsOf(RestClient.Builder builder) {
        ClientHttpRequestFactory set = read("requestFactory", builder);
        return set == null && isOfSpring(builder)
                ? requestsOf(builder.clone().build()) // what it chooses where nothing was set
                : set;
    }

    private static boolean isOfSpring(Object owner) {
        return owner.getClass().getPackage() == RestClient.class.getPackage();
    }

    private static @Nullable ClientHttpRequestFactory read(String name, Object owner) {
        Field field =
                isOfSpring(owner)
                        ? ReflectionUtils.findField(
                                owner.getClass(), name, ClientHttpRequestFactory.class)
                        : null;
        try {
            if (field != null) {
                field.setAccessible(true);
                return (ClientHttpRequestFactory) field.get(owner);
            }
        } catch (IllegalAccessException | RuntimeException closed) {
            return null; // where the class path is a module path, perhaps
        }
        return null;
    }
}
