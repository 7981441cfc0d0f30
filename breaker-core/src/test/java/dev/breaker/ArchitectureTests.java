package dev.breaker;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The shape of breaker-core. That each rule can fail is shown in {@link ArchitectureBiteTests}. */
class ArchitectureTests {

    static final ArchRule NO_DEPENDENCIES =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "org.jspecify.annotations", "dev.breaker..")
                    .because("breaker-core depends on nothing at run time");

    static final ArchRule ONE_PACKAGE =
            classes()
                    .should()
                    .resideInAPackage("dev.breaker")
                    .because("the compiler is the wall of the API, and one package has no cycles");

    static final ArchRule ONE_CLOCK =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("dev.breaker.Ticker")
                    .should()
                    .accessTargetWhere(
                            targetOwner(type(System.class))
                                    .and(target(nameMatching("nanoTime|currentTimeMillis"))))
                    .because("time is read through Ticker, so that a test can set it");

    static final ArchRule WALL_CLOCK_ONLY_LABELS =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("dev.breaker.Course")
                    .and()
                    .doNotHaveFullyQualifiedName("dev.breaker.Failure")
                    .should()
                    .accessTargetWhere(
                            targetOwner(resideInAPackage("java.time.."))
                                    .and(target(nameMatching("now|system.*|tick.*"))))
                    .because("the wall clock steps; only these two ask it, for labels of events");

    static final ArchRule NO_SYNCHRONIZED_METHODS =
            noMethods()
                    .should()
                    .haveModifier(SYNCHRONIZED)
                    .because("a call never waits for a lock");

    static final ArchRule NO_LOCKS =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("java.util.concurrent.locks")
                    .because("a call never waits for a lock");

    static final ArchRule NO_THREADS =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("dev.breaker.Alarm")
                    .should()
                    .accessTargetWhere(
                            describe(
                                    "starts, finds, stops or moves to another thread",
                                    access -> {
                                        JavaClass owner = access.getTargetOwner();
                                        String name = access.getTarget().getName();
                                        return owner.isAssignableTo(Executor.class)
                                                || (owner.isEquivalentTo(Thread.class)
                                                        && !Set.of(
                                                                        "currentThread",
                                                                        "getId",
                                                                        "interrupt",
                                                                        "onSpinWait")
                                                                .contains(name))
                                                || name.endsWith("Async")
                                                        && owner.getPackageName()
                                                                .equals("java.util.concurrent");
                                    }))
                    .because("no thread is changed, created or put to sleep for a call");

    static final List<ArchRule> RULES =
            List.of(
                    NO_DEPENDENCIES,
                    ONE_PACKAGE,
                    ONE_CLOCK,
                    WALL_CLOCK_ONLY_LABELS,
                    NO_SYNCHRONIZED_METHODS,
                    NO_LOCKS,
                    NO_THREADS);

    private static final JavaClasses CORE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.breaker");

    @ParameterizedTest
    @FieldSource("RULES")
    void isKept(ArchRule rule) {
        rule.check(CORE);
    }

    /** Whoever adds to this list adds to what can never be taken away again. */
    @Test
    void onlyWhatAUserMustNameIsPublic() {
        assertThat(publicTypes(CORE))
                .containsExactly(
                        "Action",
                        "Breaker",
                        "BreakerConfig",
                        "BreakerConfig$Builder",
                        "BreakerListener",
                        "BreakerRegistry",
                        "Call",
                        "CallNotPermittedException",
                        "CallOutcome",
                        "Evidence",
                        "Failure",
                        "FailureCount",
                        "GuardedCall",
                        "Intervention",
                        "InvalidSettingException",
                        "Outcome",
                        "Permit",
                        "Rejection",
                        "Snapshot",
                        "State",
                        "StateTransition",
                        "Ticker",
                        "Trigger",
                        "WindowType");
    }

    static Set<String> publicTypes(JavaClasses classes) {
        Set<String> names = new TreeSet<>();
        for (JavaClass type : classes) {
            if (type.getModifiers().contains(JavaModifier.PUBLIC)) {
                names.add(type.getName().substring("dev.breaker.".length()));
            }
        }
        return names;
    }

    @Test
    void nobodyEntersAMonitor() {
        Class<?>[] all = CORE.stream().map(JavaClass::reflect).toArray(Class<?>[]::new);

        assertThat(Bytecode.of(all)).contains("invokevirtual").doesNotContain("monitorenter");
    }
}
