package dev.breaker.spring;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

/** Guards reactive types and suspend functions where the application has what that takes. */
final class ReactiveSupport {

    /** What the registry knows only where all that is needed is there. */
    private static final Set<String> KOTLIN =
            Set.of("kotlinx.coroutines.flow.Flow", "kotlinx.coroutines.Deferred");

    private static final Set<String> PUBLISHERS =
            Set.of(Flow.Publisher.class.getName(), "org.reactivestreams.Publisher");

    private final @Nullable ClassLoader loader;
    private final ContextCapture capture;

    /**
     * Support.
     *
     * @param loader tells which optional libraries there are
     */
    ReactiveSupport(@Nullable ClassLoader loader, ContextCapture capture) {
        this.loader = loader;
        this.capture = capture;
    }

    /** How this very type is read and written; null if it is none of the reactive ones. */
    static @Nullable ReactiveAdapter adapter(Class<?> declared) {
        if (declared.isPrimitive() || Futures.include(declared)) {
            return null;
        }
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(declared);
        return adapter != null && adapter.getReactiveType() == declared ? adapter : null;
    }

    /** Whether a declared type is a reactive one that can be handed back. */
    static boolean includes(Class<?> declared) {
        return adapter(declared) != null
                || KOTLIN.contains(declared.getName())
                || PUBLISHERS.contains(declared.getName());
    }

    /** The guard of a method that returns a reactive type; null, with a problem noted, if none. */
    @Nullable Guard guardOf(
            Method method, Class<?> type, Class<?> returned, AnnotationProblems problems) {
        List<String> missing =
                KOTLIN.contains(returned.getName())
                        ? Library.missing(loader, Library.REACTOR, Library.COROUTINES)
                        : Library.missing(loader, Library.REACTOR);
        ReactiveAdapter adapter = adapter(returned);
        if (!missing.isEmpty() || adapter == null) {
            String what = "returns a " + returned.getSimpleName();
            problems.add(method, type, Refusal.lacking(what), Refusal.remedy(missing));
            return null;
        }
        String description = Descriptions.of(method, type);
        return new ReactorGuard(new ReactorMethod(description, adapter, capture));
    }

    /** The guard of a suspend function; null, with a problem noted, if there is none. */
    @Nullable Guard guardOfSuspending(Method method, Class<?> type, AnnotationProblems problems) {
        List<String> missing =
                Library.missing(
                        loader, Library.REACTOR, Library.COROUTINES, Library.KOTLIN_REFLECTION);
        if (!missing.isEmpty()) {
            String what = "is a suspend function";
            problems.add(method, type, Refusal.lacking(what), Refusal.remedy(missing));
            return null;
        }
        Class<?> returned = Suspending.returned(method, type);
        boolean many = returned.getName().equals("kotlinx.coroutines.flow.Flow");
        if (ReturnTypes.isUnsettled(returned) && !many) {
            problems.add(method, type, Refusal.description(returned), Refusal.ACTION_IN_SUSPENDING);
            return null;
        }
        return new ReactorGuard(new ReactorMethod(Descriptions.of(method, type), many, capture));
    }
}
