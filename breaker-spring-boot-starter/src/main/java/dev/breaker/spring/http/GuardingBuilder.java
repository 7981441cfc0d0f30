package dev.breaker.spring.http;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;

/**
 * A builder that puts what it builds behind breakers. It does so at the end: whoever is given a
 * builder may still set what makes the requests, and a test puts a mock server there.
 */
final class GuardingBuilder implements InvocationHandler {

    private final RestClient.Builder builder;
    private final Consumer<RestClient.Builder> guard;

    private GuardingBuilder(RestClient.Builder builder, Consumer<RestClient.Builder> guard) {
        this.builder = builder;
        this.guard = guard;
    }

    static RestClient.Builder of(RestClient.Builder builder, Consumer<RestClient.Builder> guard) {
        return isOne(builder) ? builder : proxy(new GuardingBuilder(builder, guard));
    }

    private static boolean isOne(RestClient.Builder builder) {
        return Proxy.isProxyClass(builder.getClass())
                && Proxy.getInvocationHandler(builder) instanceof GuardingBuilder;
    }

    private static RestClient.Builder proxy(GuardingBuilder handler) {
        return (RestClient.Builder)
                Proxy.newProxyInstance(
                        RestClient.Builder.class.getClassLoader(),
                        new Class<?>[] {RestClient.Builder.class},
                        handler);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "clone" -> proxy(new GuardingBuilder(builder.clone(), guard));
            case "build" -> builder.clone().apply(guard).build();
            default -> {
                Object result = passOn(method, arguments);
                yield result == builder ? proxy : result;
            }
        };
    }

    private @Nullable Object passOn(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(builder, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }
}
