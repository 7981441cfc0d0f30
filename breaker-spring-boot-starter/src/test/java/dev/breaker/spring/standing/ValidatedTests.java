package dev.breaker.spring.standing;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.calls;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.annotation.CircuitBreaker;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.validation.annotation.Validated;

/** Arguments are refused before the breaker hears of the call: they are the caller's fault. */
class ValidatedTests {

    @Validated
    public static class Client {

        @CircuitBreaker(name = "backend", fallbackMethod = "none")
        public int stock(@NotBlank String sku) {
            return 3;
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "none")
        @Positive
        public int broken(@NotBlank String sku) {
            return -1;
        }

        @Retryable(maxRetries = 2, delay = 0)
        @CircuitBreaker(name = "backend", fallbackMethod = "none")
        public int retried(@NotNull String sku) {
            throw new IllegalStateException("down");
        }

        private int none(String sku) {
            return 0;
        }
    }

    private static ApplicationContextRunner application(String order) {
        ApplicationContextRunner application =
                with(Client.class, RetryableTests.Resilient.class)
                        .withConfiguration(
                                AutoConfigurations.of(ValidationAutoConfiguration.class));
        return order.isEmpty()
                ? application
                : application.withPropertyValues("breaker.order=" + order);
    }

    private static Client client(ApplicationContext context) {
        return context.getBean(Client.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2147483647", "1", "-1"})
    void wrongArgumentsAreNoFailureAndHaveNoFallback(String order) {
        application(order)
                .run(
                        context -> {
                            assertThatThrownBy(() -> client(context).stock(""))
                                    .isInstanceOf(ConstraintViolationException.class);
                            assertThatThrownBy(() -> client(context).retried(null))
                                    .isInstanceOf(ConstraintViolationException.class);
                            assertThat(calls(context, "backend")).isZero();
                            assertThat(client(context).stock("pen")).isEqualTo(3);
                            assertThat(client(context).retried("pen")).isZero();
                            assertThat(calls(context, "backend"))
                                    .isEqualTo(order.equals("-1") ? 2 : 4);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1"})
    void wrongArgumentsAreToldWhileTheCircuitIsOpenToo(String order) {
        application(order)
                .run(
                        context -> {
                            breaker(context, "backend").forceOpen();
                            assertThatThrownBy(() -> client(context).stock(""))
                                    .isInstanceOf(ConstraintViolationException.class);
                            assertThat(client(context).stock("pen")).isZero();
                            assertThat(calls(context, "backend")).isOne();
                        });
    }

    @Test
    void aWrongResultIsASuccessOfTheBackendAndIsToldToTheCaller() {
        application("")
                .run(
                        context -> {
                            assertThatThrownBy(() -> client(context).broken("pen"))
                                    .isInstanceOf(ConstraintViolationException.class);
                            assertThat(
                                            breaker(context, "backend")
                                                    .snapshot()
                                                    .totalSuccessfulCalls())
                                    .isOne();
                        });
    }

    public static class Plain {

        @CircuitBreaker(name = "backend")
        public int stock(String sku) {
            return 3;
        }
    }

    @Test
    void validationNeedNotBeThere() {
        with(Plain.class)
                .withClassLoader(new FilteredClassLoader("jakarta.validation"))
                .run(
                        context -> {
                            assertThat(context.getBean(Plain.class).stock("pen")).isEqualTo(3);
                            assertThat(calls(context, "backend")).isOne();
                        });
    }
}
