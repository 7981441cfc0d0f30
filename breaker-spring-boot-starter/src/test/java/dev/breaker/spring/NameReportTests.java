package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.annotation.CircuitBreaker;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** scc#141: names that do not meet are said at start-up. The test's configuration has "backend". */
@ExtendWith(OutputCaptureExtension.class)
class NameReportTests {

    public static class Used {
        @CircuitBreaker(name = "backend")
        public void read() {}
    }

    @Test
    void whereAllMeetNothingIsSaid(CapturedOutput output) {
        with(Used.class).run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("NameReport");
    }

    /** As a data source behind a breaker is. */
    @Test
    void aNameThatIsUsedElsewhereTooIsWarnedOf(CapturedOutput output) {
        with(Used.class)
                .withBean(BreakerUser.class, () -> () -> Set.of("backend", "other"))
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .containsPattern(
                        "WARN .*Breakers 'backend' are asked by @CircuitBreaker as well as by clients or data sources");
    }

    public static class Other {
        @CircuitBreaker(name = "inventory")
        public void read() {}
    }

    @Test
    void unusedAndUnconfiguredNamesAreNoted(CapturedOutput output) {
        with(Other.class).run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .containsPattern(
                        "INFO .*Annotated but not configured, so with the default settings: breakers 'inventory'")
                .containsPattern(
                        "INFO .*Configured but used by no @CircuitBreaker: breakers 'backend'")
                .doesNotContain("WARN");
    }

    public static class Misspelt {
        @CircuitBreaker(name = "back-ned")
        public void read() {}
    }

    @Test
    void aProbableMisspellingIsWarnedOfAndNotNotedAgain(CapturedOutput output) {
        with(Misspelt.class).run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .containsPattern(
                        "WARN .*@CircuitBreaker names a breaker 'back-ned' that is not configured, and breaker.instances has a 'backend' that nothing uses: is one the other misspelt\\? 'back-ned' has the default settings\\.")
                .doesNotContain("INFO");
    }

    public static class WithBase {
        @CircuitBreaker(name = "inventory", configuration = "default")
        public void read() {}
    }

    @Test
    void anAnnotationThatNamesItsConfigurationNeedsNoOther(CapturedOutput output) {
        with(WithBase.class).run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("Annotated but not configured");
    }
}
