package dev.breaker.spring;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ReactiveAdapterRegistry;

/** Tells the kinds of return types apart: the one place that knows how each is guarded. */
final class ReturnTypes {

    private static final Guard SETTLED = new SettledGuard();

    private static final List<Class<?>> UNSETTLED =
            List.of(Future.class, CompletionStage.class, Flow.Publisher.class, Callable.class);

    /** Types that need not be on the class path. */
    private static final Set<String> UNSETTLED_NAMES =
            Set.of(
                    "org.reactivestreams.Publisher",
                    "kotlinx.coroutines.flow.Flow",
                    "kotlinx.coroutines.Job",
                    "org.springframework.web.context.request.async.DeferredResult",
                    "org.springframework.web.context.request.async.WebAsyncTask",
                    "org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter",
                    "org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody");

    private static final ClassValue<Boolean> IS_UNSETTLED =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return examine(type);
                }
            };

    private final ContextCapture capture;
    private final ReactiveSupport reactive;

    /**
     * Return types.
     *
     * @param loader tells which optional libraries there are
     */
    ReturnTypes(@Nullable ClassLoader loader) {
        capture = ContextCapture.of(loader);
        reactive = new ReactiveSupport(loader, capture);
    }

    /** How a method is guarded; null, with a problem noted, if it cannot be. */
    @Nullable Guard guardOf(Method method, Class<?> type, AnnotationProblems problems) {
        Class<?> returned = GenericTypeResolver.resolveReturnType(method, type);
        String description = Descriptions.of(method, type);
        if (Suspending.is(method)) {
            return reactive.guardOfSuspending(method, type, problems);
        }
        if (Futures.isFollowed(returned)) {
            return new FutureGuard(description, returned, capture);
        }
        if (ReactiveSupport.includes(returned)) {
            return reactive.guardOf(method, type, returned, problems);
        }
        if (isUnsettled(returned)) {
            problems.add(method, type, Refusal.description(returned), Refusal.action(returned));
            return null;
        }
        return returned == Object.class ? new UndeclaredGuard(description) : SETTLED;
    }

    static boolean isUnsettled(Class<?> type) {
        return IS_UNSETTLED.get(type);
    }

    private static boolean examine(Class<?> type) {
        if (type.isPrimitive()) {
            return false;
        }
        for (Class<?> unsettled : UNSETTLED) {
            if (unsettled.isAssignableFrom(type)) {
                return true;
            }
        }
        for (Class<?> above : Hierarchy.all(type)) {
            if (UNSETTLED_NAMES.contains(above.getName())) {
                return true;
            }
        }
        return ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) != null;
    }
}
