package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.breaker.annotation.NeedsALibrary;
import dev.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import dev.breaker.spring.elsewhere.KnowsARoom;
import dev.breaker.spring.elsewhere.KnowsTheAdvice;
import dev.breaker.spring.metrics.BreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInvocation;
import org.aspectj.lang.ProceedingJoinPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of {@link ArchitectureTests} meets somebody who breaks it. */
public class ArchitectureBiteTests {

    static Stream<Arguments> offenders() {
        return Stream.of(
                bites(
                        ArchitectureTests.arrowsPointInward,
                        KnowsWhoConfigures.class,
                        BreakerAutoConfiguration.class),
                bites(
                        ArchitectureTests.arrowsPointInward,
                        KnowsWhoWatches.class,
                        BreakerMetrics.class),
                bites(
                        ArchitectureTests.roomsDoNotKnowEachOther,
                        KnowsARoom.class,
                        BreakerMetrics.class),
                bites(
                        ArchitectureTests.noCycles,
                        GoesInACircle.class,
                        KnowsTheAdvice.class,
                        ArchitectureBiteTests.class),
                bites(ArchitectureTests.theAnnotationStandsAlone, NeedsALibrary.class),
                bites(ArchitectureTests.adviceNeedsNoOptionalLibrary, Measures.class),
                bites(ArchitectureTests.adviceNeedsNoOptionalLibrary, Weaves.class),
                bites(ArchitectureTests.oneRoomKnowsAspectJ, Weaves.class),
                bites(
                        ArchitectureTests.librariesAreLookedForFirst,
                        LoadsBlindly.class,
                        PropagatedContext.class),
                bites(ArchitectureTests.oneDoorKnowsSpringsInvocation, IsAnotherDoor.class));
    }

    /** The layers that the few classes leave empty are violations as well: the name tells. */
    @ParameterizedTest
    @MethodSource("offenders")
    void isFound(ArchRule rule, List<Class<?>> types) {
        String offender = types.get(0).getName();
        assertThat(rule.evaluate(classes(types)).getFailureReport().getDetails())
                .anySatisfy(
                        detail ->
                                assertThat(detail)
                                        .containsAnyOf("<" + offender + ">", "<" + offender + "."));
    }

    @Test
    void everyRuleMeetsSomebody() throws IllegalAccessException {
        Set<Object> met =
                offenders().map(offender -> offender.get()[0]).collect(Collectors.toSet());

        for (Field rule : ArchitectureTests.class.getDeclaredFields()) {
            if (rule.isAnnotationPresent(ArchTest.class)) {
                assertThat(met.remove(rule.get(null))).as(rule.getName()).isTrue();
            }
        }
        assertThat(met).isEmpty();
    }

    /** The first is the offender; the others are what the rule must have seen to find it. */
    private static Arguments bites(ArchRule rule, Class<?>... types) {
        return argumentSet(types[0].getSimpleName(), rule, List.of(types));
    }

    private static JavaClasses classes(List<Class<?>> types) {
        return new ClassFileImporter().importClasses(types);
    }

    interface KnowsWhoConfigures {
        BreakerAutoConfiguration configuration();
    }

    interface KnowsWhoWatches {
        BreakerMetrics metrics();
    }

    interface GoesInACircle {
        KnowsTheAdvice next();
    }

    interface Measures {
        MeterRegistry registry();
    }

    interface Weaves {
        ProceedingJoinPoint invocation();
    }

    interface LoadsBlindly {
        PropagatedContext context();
    }

    interface IsAnotherDoor {
        MethodInvocation invocation();
    }
}
