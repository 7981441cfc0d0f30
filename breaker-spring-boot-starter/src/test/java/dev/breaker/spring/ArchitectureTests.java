package dev.breaker.spring;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.breaker", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    private static final String SPRING = "dev.breaker.spring";

    /** Classes of the advice that are loaded only where the application has the library. */
    private static final String NEED_A_LIBRARY =
            "dev\\.breaker\\.spring\\.(PropagatedContext|Reactor\\w+|Coroutine\\w+)(\\$.*)?";

    /** Those that see to that. */
    private static final String LOOK_FOR_IT =
            "dev\\.breaker\\.spring\\.(ContextCapture|ReactiveSupport|FallbackHandles"
                    + "|cloud\\.Reactor\\w+)(\\$.*)?";

    @ArchTest
    static final ArchRule arrowsPointInward =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("autoconfigure")
                    .definedBy(SPRING + ".autoconfigure")
                    .layer("rooms")
                    .definedBy(
                            SPRING + ".cloud",
                            SPRING + ".metrics",
                            SPRING + ".observation",
                            SPRING + ".health",
                            SPRING + ".endpoint",
                            SPRING + ".events",
                            SPRING + ".http",
                            SPRING + ".jdbc",
                            SPRING + ".web",
                            SPRING + ".stream",
                            SPRING + ".aspectj")
                    .layer("spring")
                    .definedBy(SPRING, "dev.breaker.annotation")
                    .layer("core")
                    .definedBy("dev.breaker")
                    .whereLayer("autoconfigure")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("rooms")
                    .mayOnlyBeAccessedByLayers("autoconfigure")
                    .whereLayer("spring")
                    .mayOnlyBeAccessedByLayers("autoconfigure", "rooms")
                    .ensureAllClassesAreContainedInArchitecture()
                    .because("the advice must not know who configures or watches it");

    @ArchTest
    static final ArchRule roomsDoNotKnowEachOther =
            slices().matching(SPRING + ".(*)..")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(
                            DescribedPredicate.describe(
                                    "autoconfigure",
                                    type ->
                                            type.getPackageName()
                                                    .equals(SPRING + ".autoconfigure")),
                            DescribedPredicate.alwaysTrue())
                    .ignoreDependency(
                            resideInAPackage(SPRING + ".stream"),
                            resideInAPackage(SPRING + ".endpoint"))
                    .because(
                            "each can be left out with the library it is for;"
                                    + " streams are other doors of the endpoints");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.breaker.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theAnnotationStandsAlone =
            classes()
                    .that()
                    .resideInAPackage("dev.breaker.annotation")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "org.jspecify..", "dev.breaker.annotation")
                    .because("code that carries it needs nothing else to compile");

    @ArchTest
    static final ArchRule adviceNeedsNoOptionalLibrary =
            noClasses()
                    .that()
                    .resideInAnyPackage(SPRING, "dev.breaker.annotation")
                    .and()
                    .haveNameNotMatching(NEED_A_LIBRARY)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.springframework.boot..",
                            "org.springframework.web..",
                            "org.aspectj..",
                            "io.micrometer..",
                            "reactor..",
                            "org.reactivestreams..",
                            "kotlin..",
                            "kotlinx..",
                            "jakarta..")
                    .because("an application without them is protected too");

    @ArchTest
    static final ArchRule oneRoomKnowsAspectJ =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(SPRING + ".aspectj")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.aspectj..")
                    .because("an application may leave the weaver out");

    @ArchTest
    static final ArchRule librariesAreLookedForFirst =
            noClasses()
                    .that()
                    .haveNameNotMatching(NEED_A_LIBRARY)
                    .and()
                    .haveNameNotMatching(LOOK_FOR_IT)
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching(NEED_A_LIBRARY)
                    .because("who loads one of these without looking fails where there is none");

    @ArchTest
    static final ArchRule oneDoorKnowsSpringsInvocation =
            noClasses()
                    .that()
                    .resideInAPackage(SPRING)
                    .and()
                    .haveNameNotMatching(".*\\.BreakerInterceptor(\\$.*)?")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("org.aopalliance.intercept.MethodInvocation")
                    .because("weaving has a door of its own to the same advice");
}
