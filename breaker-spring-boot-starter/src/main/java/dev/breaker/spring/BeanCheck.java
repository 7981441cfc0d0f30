package dev.breaker.spring;

import dev.breaker.Breaker;
import dev.breaker.spring.Exposure.Way;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.framework.AopInfrastructureBean;

/** Checks the annotations of beans, and makes the breakers that they name. */
final class BeanCheck {

    private final BreakerAdvisor advisor;
    private final AnnotationProblems problems = new AnnotationProblems();
    private final Map<String, Annotated> breakers = new TreeMap<>();
    private final WeavingReport weaving;

    BeanCheck(BreakerAdvisor advisor) {
        this.advisor = advisor;
        weaving = new WeavingReport(advisor.weaving());
    }

    /** What was found wrong with the beans so far. */
    AnnotationProblems problems() {
        return problems;
    }

    /** The breakers of the beans so far, by name, each with one of its annotations. */
    Map<String, Annotated> breakers() {
        return breakers;
    }

    /** What was found of weaving so far. */
    WeavingReport weaving() {
        return weaving;
    }

    void check(String bean, Exposure exposure) {
        Class<?> type = exposure.type();
        Map<Method, Annotated> covered = covered(type);
        if (covered.isEmpty()) {
            problems.add(coversNothing(type));
        } else if (needsProxy(type)
                && (exposure.way() == Way.BARE || !advisor.proxying().isPossible(type))) {
            problems.add(unproxied(bean, type));
        }
        covered.forEach((method, annotated) -> check(method, annotated, exposure));
    }

    /** Whether some of its methods are guarded by a proxy or not at all. */
    boolean needsProxy(Class<?> type) {
        return !covered(type).keySet().stream().allMatch(advisor.weaving()::guards);
    }

    private Map<Method, Annotated> covered(Class<?> type) {
        Map<Method, Annotated> covered = new LinkedHashMap<>();
        for (Method method : Hierarchy.methods(type)) {
            Method specific = MethodPlans.specific(method, type);
            Annotated annotated = advisor.plans().annotation(specific, type);
            if (annotated != null) {
                covered.put(specific, annotated);
            }
        }
        return covered;
    }

    private AnnotationProblem unproxied(String bean, Class<?> type) {
        String place = "Bean '%s' (%s)".formatted(bean, Descriptions.of(type));
        if (!advisor.proxying().isPossible(type)) {
            return new AnnotationProblem(
                    place,
                    "Its class is %s, so that no proxy can extend it and @CircuitBreaker would have no effect."
                            .formatted(type.isSealed() ? "sealed" : "final"),
                    "Open the class (in Kotlin with 'open' or the kotlin-spring plugin), or annotate an"
                            + " interface of it and set spring.aop.proxy-target-class=false.");
        }
        if (isInfrastructure(type)) {
            return new AnnotationProblem(
                    place,
                    "It is a part of Spring AOP, which is never proxied: @CircuitBreaker has no effect.",
                    "Move the annotated method to a bean of its own.");
        }
        return new AnnotationProblem(
                place,
                "It was made before proxies could be, so that @CircuitBreaker has no effect: a"
                        + " BeanPostProcessor needs it, directly or not, or it is one.",
                "Let that post-processor look it up when it uses it (ObjectProvider, @Lazy), and be"
                        + " declared by a static @Bean method.");
    }

    private static boolean isInfrastructure(Class<?> type) {
        return Advice.class.isAssignableFrom(type)
                || Pointcut.class.isAssignableFrom(type)
                || Advisor.class.isAssignableFrom(type)
                || AopInfrastructureBean.class.isAssignableFrom(type);
    }

    private static AnnotationProblem coversNothing(Class<?> type) {
        return new AnnotationProblem(
                Descriptions.of(type),
                "@CircuitBreaker on a class covers its public methods, on an interface those that the"
                        + " interface declares: here there are none.",
                "Annotate the methods that are to be guarded.");
    }

    private void check(Method method, Annotated annotated, Exposure exposure) {
        Class<?> type = exposure.type();
        weaving.add(method, type);
        Bypass bypass = bypass(method, exposure);
        if (bypass != null) {
            if (isMeant(method, annotated)) {
                problems.add(bypassed(method, type, bypass));
            }
        } else if (exposure.way() == Way.UNKNOWN && Modifier.isAbstract(type.getModifiers())) {
            note(advisor.planner().breaker(method, type, annotated, problems), annotated);
        } else {
            plan(method, type, annotated);
        }
    }

    private @Nullable Bypass bypass(Method method, Exposure exposure) {
        return advisor.weaving().guards(method)
                ? null
                : Bypass.of(method, exposure, advisor.proxying());
    }

    /** A class does not answer for what it inherits: final setters of a framework, for instance. */
    private static boolean isMeant(Method method, Annotated annotated) {
        Class<?> covering = annotated.coveringType();
        return covering == null
                || covering.isInterface()
                || covering.isAssignableFrom(method.getDeclaringClass());
    }

    private AnnotationProblem bypassed(Method method, Class<?> type, Bypass bypass) {
        return new AnnotationProblem(
                Descriptions.of(method, type),
                "It is %s: @CircuitBreaker would have no effect on it, for calls of it do not come through the bean's proxy."
                        .formatted(bypass.reason()),
                bypass.remedy()
                        + ", or move it to a bean of its own, or have "
                        + (advisor.weaving().isUsed()
                                ? "its class woven, too"
                                : "it woven (breaker.mode=ASPECTJ)")
                        + ", or make the call in code with the breaker from the BreakerRegistry.");
    }

    private void plan(Method method, Class<?> type, Annotated annotated) {
        try {
            Class<?> asked =
                    Modifier.isStatic(method.getModifiers()) ? method.getDeclaringClass() : type;
            MethodPlan plan = advisor.plans().current(method, asked);
            note(plan == null ? null : plan.breaker(), annotated);
        } catch (InvalidCircuitBreakerException invalid) {
            problems.addAll(invalid.problems());
        }
    }

    private void note(@Nullable Breaker breaker, Annotated annotated) {
        if (breaker != null) {
            breakers.put(breaker.name(), annotated);
        }
    }
}
