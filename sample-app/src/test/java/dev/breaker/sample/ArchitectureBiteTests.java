package dev.breaker.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.breaker.sample.chaos.Disturbance;
import dev.breaker.sample.downstream.Database;
import dev.breaker.sample.downstream.Mode;
import dev.breaker.sample.inventory.GoesInACircle;
import dev.breaker.sample.inventory.KnowsItsSimulation;
import dev.breaker.sample.journal.KnowsItsDatabase;
import dev.breaker.sample.payment.GoesBack;
import dev.breaker.sample.recommendation.KnowsWhatDisturbsIt;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of {@link ArchitectureTests} meets somebody who breaks it. */
class ArchitectureBiteTests {

    static Stream<Arguments> offenders() {
        return Stream.of(
                bites(ArchitectureTests.FEATURES_STAND_ALONE, GoesInACircle.class, GoesBack.class),
                bites(
                        ArchitectureTests.SERVICES_DO_NOT_KNOW_THEIR_SIMULATION,
                        KnowsItsSimulation.class,
                        Mode.class),
                bites(
                        ArchitectureTests.SERVICES_DO_NOT_KNOW_THEIR_SIMULATION,
                        KnowsWhatDisturbsIt.class,
                        Disturbance.class),
                bites(
                        ArchitectureTests.SERVICES_DO_NOT_KNOW_THEIR_SIMULATION,
                        KnowsItsDatabase.class,
                        Database.class));
    }

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
}
