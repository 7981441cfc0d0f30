package dev.breaker.spring;

import dev.breaker.spring.FallbackMatch.Fit;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Finds the fallbacks of guarded methods, or says why there are none. */
final class FallbackResolver {

    private static final String OF_BEAN = "::";

    private final ConfigurableListableBeanFactory beans;

    FallbackResolver(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * The fallbacks in the order in which they are tried; none, with a problem noted, if none fits.
     *
     * @param guarded the guarded method
     * @param type the class of its bean
     * @param fallbackMethod as written at the annotation, not empty
     * @param planOf how a fallback of the same bean is guarded itself
     */
    List<Fallback> resolve(
            Method guarded,
            Class<?> type,
            String fallbackMethod,
            AnnotationProblems problems,
            Function<Method, @Nullable MethodPlan> planOf) {
        FallbackReport report = new FallbackReport(guarded, type, problems);
        int separator = fallbackMethod.indexOf(OF_BEAN);
        if (separator < 0) {
            FallbackHome own = FallbackHome.own(type, fallbackMethod);
            return fits(guarded, own, report)
                    .flatMap(fit -> ready(fit, own, guarded, planOf.apply(fit.method()), report))
                    .toList();
        }
        FallbackHome other = ofBean(fallbackMethod, separator, report);
        return other == null
                ? List.of()
                : fits(guarded, other, report)
                        .flatMap(fit -> ready(fit, other, guarded, null, report))
                        .toList();
    }

    private @Nullable FallbackHome ofBean(
            String fallbackMethod, int separator, FallbackReport report) {
        String bean = fallbackMethod.substring(0, separator).strip();
        String method = fallbackMethod.substring(separator + OF_BEAN.length()).strip();
        if (!beans.containsBean(bean)) {
            report.unknownBean(bean, List.of(beans.getBeanDefinitionNames()));
            return null;
        }
        Class<?> type = BeanTypes.of(beans, bean);
        if (type == null) {
            report.unknownType(bean);
            return null;
        }
        return new FallbackHome(type, method, bean);
    }

    private static Stream<Fit> fits(Method guarded, FallbackHome home, FallbackReport report) {
        Signature signature = report.guarded();
        boolean withoutObject = home.bean() == null && Modifier.isStatic(guarded.getModifiers());
        FallbackCandidates candidates =
                FallbackCandidates.in(home.type(), signature, withoutObject);
        List<Fit> fits = candidates.without(guarded).fits(home.method());
        if (fits.isEmpty()) {
            report.noFit(home, candidates);
        }
        FallbackRanking ranking = FallbackRanking.of(fits, signature.parameters());
        if (!ranking.ambiguous().isEmpty()) {
            report.ambiguous(ranking.ambiguous());
        }
        return ranking.order().stream();
    }

    private Stream<Fallback> ready(
            Fit fit,
            FallbackHome home,
            Method guarded,
            @Nullable MethodPlan plan,
            FallbackReport report) {
        Method method = home.callable(fit.method());
        try {
            MethodHandle handle = FallbackHandles.of(fit, method, guarded);
            return Stream.of(new Fallback(fit, receiver(home, method), handle, plan));
        } catch (IllegalAccessException | InaccessibleObjectException closed) {
            report.inaccessible(fit, Objects.toString(closed.getMessage()));
            return Stream.empty();
        }
    }

    private FallbackReceiver receiver(FallbackHome home, Method method) {
        return home.bean() == null
                ? FallbackReceiver.self(method)
                : FallbackReceiver.bean(beans, home.bean(), method);
    }
}
