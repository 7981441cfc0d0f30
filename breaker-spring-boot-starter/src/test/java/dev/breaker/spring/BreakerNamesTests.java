package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.annotation.CircuitBreaker;
import org.junit.jupiter.api.Test;

/** What an annotation may say of its breaker. */
class BreakerNamesTests {

    public static class Placeholder {

        @CircuitBreaker(name = "${shop.region:eu}-inventory")
        public void read() {}
    }

    @Test
    void placeholdersAreResolvedAndTheBreakerIsThereFromStartUpOn() {
        with(Placeholder.class)
                .withPropertyValues("shop.region=us")
                .run(
                        context ->
                                assertThat(context.getBean(BreakerRegistry.class).all())
                                        .extracting(Breaker::name)
                                        .containsExactly("us-inventory"));
        with(Placeholder.class)
                .run(
                        context ->
                                assertThat(context.getBean(BreakerRegistry.class).all())
                                        .extracting(Breaker::name)
                                        .containsExactly("eu-inventory"));
    }

    public static class Unresolvable {

        @CircuitBreaker(name = "${shop.region}")
        public void read() {}
    }

    @Test
    void aPlaceholderWithoutAValueIsAProblem() {
        assertThat(StartupProblems.of(Unresolvable.class))
                .containsExactly(
                        "Unresolvable.read(): Its name holds a placeholder that has no value: \"${shop.region}\".");
    }

    @Test
    void itIsOneToWhereTheApplicationResolvesPlaceholdersStrictly() {
        assertThat(
                        StartupProblems.of(
                                with(Unresolvable.class)
                                        .withBean(
                                                org.springframework.context.support
                                                        .PropertySourcesPlaceholderConfigurer
                                                        .class)))
                .singleElement()
                .asString()
                .startsWith("Unresolvable.read(): ")
                .contains("shop.region");
    }

    public static class Blank {

        @CircuitBreaker(name = " ")
        public void read() {}

        @CircuitBreaker(name = "${shop.region}")
        public void write() {}
    }

    @Test
    void aBlankNameIsAProblemWrittenOrResolved() {
        assertThat(StartupProblems.of(with(Blank.class).withPropertyValues("shop.region=")))
                .containsExactlyInAnyOrder(
                        "Blank.read(): Its name is blank.",
                        "Blank.write(): Its name is blank: \"${shop.region}\" is \"\".");
    }

    public static class Configured {

        @CircuitBreaker(name = "backend", configuration = "slow")
        public void read() {}

        @CircuitBreaker(name = "backend", configuration = "#{slow}")
        public void write() {}
    }

    @Test
    void anUnknownConfigurationIsAProblem() {
        assertThat(StartupProblems.of(Configured.class))
                .containsExactlyInAnyOrder(
                        "Configured.read(): There is no breaker.configs.slow.",
                        "Configured.write(): Its configuration is an expression: \"#{slow}\".");
    }

    public static class AllWrong {

        @CircuitBreaker(name = "", configuration = "slow", fallbackMethod = "none")
        public java.util.concurrent.Callable<String> read() {
            throw new AssertionError();
        }
    }

    @Test
    void allThatIsWrongWithOneAnnotationIsSaidAtOnce() {
        assertThat(StartupProblems.of(AllWrong.class))
                .hasSize(3)
                .anyMatch(problem -> problem.contains("name is blank"))
                .anyMatch(problem -> problem.contains("returns a Callable"))
                .anyMatch(problem -> problem.contains("'none' does not exist"));
    }
}
