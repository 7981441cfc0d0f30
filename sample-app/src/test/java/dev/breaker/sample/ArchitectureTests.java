package dev.breaker.sample;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packagesOf = SampleApplication.class,
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule FEATURES_STAND_ALONE =
            slices().matching("dev.breaker.sample.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("a reader follows one order from feature to feature and back");

    @ArchTest
    static final ArchRule SERVICES_DO_NOT_KNOW_THEIR_SIMULATION =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "..orders", "..inventory", "..payment", "..recommendation", "..journal")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..downstream", "..chaos")
                    .because("they reach it over the network only, as they would the real one");
}
