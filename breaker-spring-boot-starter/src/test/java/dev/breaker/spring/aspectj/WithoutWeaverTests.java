package dev.breaker.spring.aspectj;

import static dev.breaker.spring.AnnotatedApplication.calls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.AnnotatedApplication;
import dev.breaker.spring.StartupProblems;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** {@code breaker.mode=ASPECTJ} where nothing weaves. */
class WithoutWeaverTests {

    private static ApplicationContextRunner woven(Class<?>... beans) {
        return AnnotatedApplication.with(beans).withPropertyValues("breaker.mode=aspectj");
    }

    interface Remote {

        @CircuitBreaker(name = "backend")
        String call();
    }

    static class Implementation implements Remote {

        @Override
        public String call() {
            return "answer";
        }
    }

    @Test
    void theStartFailsAndNamesTheAgent() {
        assertThat(StartupProblems.of(woven(UnwovenClient.class)))
                .singleElement()
                .asString()
                .startsWith("breaker.mode: It is ASPECTJ, but no weaver has seen")
                .contains("UnwovenClient.open()");
    }

    @Test
    void theStartFailsWithoutAspectJ() {
        assertThat(
                        StartupProblems.of(
                                woven(UnwovenClient.class)
                                        .withClassLoader(new FilteredClassLoader("org.aspectj"))))
                .singleElement()
                .asString()
                .startsWith("breaker.mode: It is ASPECTJ");
    }

    /** No weaver would see these either. */
    @Test
    void whatIsForProxiesAnywayIsGuardedByThem() {
        woven(Implementation.class)
                .run(
                        context -> {
                            context.getBean(Remote.class).call();
                            assertThat(calls(context, "backend")).isOne();
                        });
    }

    @Test
    void nothingIsNeededWhereNothingIsAnnotated() {
        woven().run(context -> assertThat(context).hasNotFailed());
    }
}
