package dev.breaker.spring;

import dev.breaker.Breaker;
import dev.breaker.InvalidSettingException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Makes the plans of annotated methods. Asks for its collaborators when the first plan is made. */
final class Planner {

    private final ConfigurableListableBeanFactory beans;
    private final Weaving weaving;
    private final AskedBreakers asked;
    private final FallbackResolver resolver;
    private final ReturnTypes returnTypes;
    private final Memories memories;

    Planner(ConfigurableListableBeanFactory beans, Weaving weaving) {
        this.beans = beans;
        this.weaving = weaving;
        this.asked = new AskedBreakers(beans);
        this.resolver = new FallbackResolver(beans);
        this.returnTypes = new ReturnTypes(beans.getBeanClassLoader());
        this.memories = new Memories(beans, new BreakerNames(beans));
    }

    /**
     * The plan of a method.
     *
     * @param method as the class has it
     * @param type the class of the bean
     * @throws InvalidCircuitBreakerException with all that is wrong, if the annotation cannot work
     */
    MethodPlan plan(Method method, Class<?> type, Annotated annotated) {
        AnnotationProblems problems = new AnnotationProblems();
        MethodPlan plan = plan(method, type, annotated, problems, List.of(), Knowledge.NONE);
        problems.throwIfFound();
        return Objects.requireNonNull(plan);
    }

    /** The breaker of a method; null, with a problem noted, if the annotation names none. */
    @Nullable Breaker breaker(
            Method method, Class<?> type, Annotated annotated, AnnotationProblems problems) {
        AskedBreaker wanted = asked.of(method, type, annotated, problems);
        return wanted == null ? null : breaker(wanted, method, type, problems);
    }

    private @Nullable Breaker breaker(
            AskedBreaker wanted, Method method, Class<?> type, AnnotationProblems problems) {
        try {
            Breaker breaker = breakers().breaker(wanted.name(), wanted.configuration());
            if (wanted.key() != null) {
                wanted.family(families());
            }
            return breaker;
        } catch (InvalidSettingException invalid) {
            throw invalid;
        } catch (IllegalArgumentException refused) {
            problems.add(
                    method,
                    type,
                    Objects.toString(refused.getMessage()),
                    "Correct name or configuration of the annotation, or define what is missing in"
                            + " the application's configuration.");
            return null;
        }
    }

    private @Nullable MethodPlan plan(
            Method method,
            Class<?> type,
            Annotated annotated,
            AnnotationProblems problems,
            List<Method> path,
            Knowledge outer) {
        AskedBreaker wanted = asked.of(method, type, annotated, problems);
        Breaker breaker = wanted == null ? null : breaker(wanted, method, type, problems);
        CallText key = wanted == null ? null : wanted.key();
        Guard guard = guard(method, type, problems);
        Memory memory = memories.of(method, type, annotated, problems);
        Knowledge knowledge = outer.ofFallback(memory);
        List<Method> further = Stream.concat(path.stream(), Stream.of(method)).toList();
        boolean lacksLibraries = guard == null && Suspending.is(method);
        List<Fallback> fallbacks =
                annotated.fallbackMethod().isEmpty() || lacksLibraries
                        ? List.of()
                        : resolver.resolve(
                                method,
                                type,
                                annotated.fallbackMethod(),
                                problems,
                                fallback ->
                                        chained(
                                                fallback, type, breaker, key, problems, further,
                                                knowledge));
        if (memory != null) {
            memory.warnIfHidden(fallbacks);
        }
        return wanted == null || breaker == null || guard == null || problems.areFound()
                ? null
                : plan(
                        wanted,
                        breaker,
                        memory == null ? guard : guard.remembering(),
                        fallbacks(breaker.name(), fallbacks, knowledge));
    }

    private MethodPlan plan(
            AskedBreaker wanted, Breaker breaker, Guard guard, Fallbacks fallbacks) {
        String configuration = wanted.configuration();
        return wanted.key() == null
                ? new MethodPlan(breaker, configuration, guard, fallbacks)
                : new KeyedPlan(
                        breaker,
                        configuration,
                        guard,
                        fallbacks,
                        wanted.family(families()),
                        wanted.key());
    }

    private @Nullable Guard guard(Method method, Class<?> type, AnnotationProblems problems) {
        if (weaving.guards(method) && Suspending.is(method)) {
            problems.add(
                    method,
                    type,
                    "It is a suspend function that is woven: it returns to the aspect whenever it is"
                            + " suspended, and nothing tells how it ends.",
                    "Exclude its class from weaving, and a proxy guards it; or make the call in code"
                            + " with the breaker from the BreakerRegistry.");
            return null;
        }
        return returnTypes.guardOf(method, type, problems);
    }

    private Fallbacks fallbacks(String breaker, List<Fallback> fallbacks, Knowledge knowledge) {
        Breakers breakers = breakers();
        return new Fallbacks(
                fallbacks,
                () -> breakers.settings(breaker).fallbackOn(),
                beans.getBean(FallbackCounts.class).of(breaker),
                knowledge);
    }

    /**
     * The plan of a fallback that is annotated itself; null if it is not, or if it is woven and
     * guards itself.
     */
    private @Nullable MethodPlan chained(
            Method fallback,
            Class<?> type,
            @Nullable Breaker breaker,
            @Nullable CallText key,
            AnnotationProblems problems,
            List<Method> path,
            Knowledge outer) {
        Annotated annotated = AnnotationSearch.find(fallback, type);
        boolean woven = weaving.guards(fallback);
        if (annotated == null || (annotated.coveringType() != null && !woven)) {
            return null;
        }
        Method first = path.get(0);
        if (path.contains(fallback)) {
            problems.add(
                    first,
                    type,
                    "Its fallbacks go round in a circle: "
                            + Stream.concat(path.stream(), Stream.of(fallback))
                                    .map(Method::getName)
                                    .collect(Collectors.joining(" -> "))
                            + ".",
                    "Let the last of them be a method without @CircuitBreaker.");
            return null;
        }
        MethodPlan plan = plan(fallback, type, annotated, problems, path, outer);
        if (plan != null && plan.breaker() == breaker && AskedBreaker.areSame(plan.key(), key)) {
            problems.add(
                    first,
                    type,
                    "Its fallback %s is guarded by the same breaker '%s', and would be rejected whenever it is needed."
                            .formatted(Signature.of(fallback, type), breaker.name()),
                    "Give the fallback a breaker of its own, or remove its @CircuitBreaker.");
        }
        return woven ? null : plan;
    }

    private BreakerFamilies families() {
        return beans.getBean(BreakerFamilies.class);
    }

    /** The breakers of the application. */
    Breakers breakers() {
        return beans.getBean(Breakers.class);
    }
}
