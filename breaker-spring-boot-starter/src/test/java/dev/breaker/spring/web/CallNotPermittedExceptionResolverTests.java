package dev.breaker.spring.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.CallNotPermittedException;
import dev.breaker.State;
import dev.breaker.WindowType;
import dev.breaker.spring.TestTime;
import jakarta.servlet.ServletException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.servlet.ModelAndView;

class CallNotPermittedExceptionResolverTests {

    private static final String RETRY_AFTER = "Retry-After";

    private final CallNotPermittedExceptionResolver resolver =
            new CallNotPermittedExceptionResolver(
                    () -> List.of(new JacksonJsonHttpMessageConverter()));
    private final TestTime time = new TestTime();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private Breaker in(State state, Duration wait) {
        BreakerConfig config =
                BreakerConfig.builder()
                        .slidingWindowType(WindowType.COUNT_BASED)
                        .initialState(state)
                        .waitDurationInOpenState(wait)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build();
        return Breaker.of("inventory", config, time);
    }

    private static CallNotPermittedException rejection(Breaker by) {
        return catchThrowableOfType(CallNotPermittedException.class, by::acquire);
    }

    private ModelAndView resolve(Exception exception) {
        return resolver.resolveException(
                new MockHttpServletRequest("GET", "/orders"), response, null, exception);
    }

    @Test
    void answersAnOpenBreakersRejectionWithAProblemDetail() throws Exception {
        ModelAndView resolved = resolve(rejection(in(State.OPEN, Duration.ofSeconds(30))));

        assertThat(resolved).isNotNull().matches(ModelAndView::isEmpty);
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getHeader(RETRY_AFTER)).isEqualTo("30");
        assertThat(response.getContentAsString())
                .contains("\"status\":503", "\"breaker\":\"inventory\"")
                .doesNotContain("CallNotPermitted", "initial state");
    }

    @ParameterizedTest
    @CsvSource({
        "PT30S,    PT0S,         30",
        "PT30S,    PT0.000001S,  30",
        "PT30S,    PT29S,         1",
        "PT30S,    PT29.999999S,  1",
        "PT1.5S,   PT0S,          2",
        "PT0.001S, PT0S,          1"
    })
    void saysToComeBackInWholeSecondsNeverTooEarlyAndNeverAtOnce(
            Duration wait, Duration passed, String expected) {
        Breaker breaker = in(State.OPEN, wait);
        time.advance(passed);

        resolve(rejection(breaker));

        assertThat(response.getHeader(RETRY_AFTER)).isEqualTo(expected);
    }

    @Test
    void saysToComeBackInASecondWhileProbesAreUnderWay() {
        Breaker breaker = in(State.HALF_OPEN, Duration.ofSeconds(30));
        breaker.acquire();

        resolve(rejection(breaker));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader(RETRY_AFTER)).isEqualTo("1");
    }

    @Test
    void doesNotSayWhenToComeBackWhereNobodyKnows() {
        resolve(rejection(in(State.FORCED_OPEN, Duration.ofSeconds(30))));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader(RETRY_AFTER)).isNull();
    }

    @Test
    void looksThroughTheWrappersOfTheFramework() {
        CallNotPermittedException rejection = rejection(in(State.OPEN, Duration.ofSeconds(30)));

        assertThat(
                        resolve(
                                new ServletException(
                                        new ExecutionException(
                                                new CompletionException(rejection)))))
                .isNotNull();
    }

    @Test
    void looksThroughATransactionThatCouldNotBegin() {
        CallNotPermittedException rejection = rejection(in(State.OPEN, Duration.ofSeconds(30)));

        resolve(new CannotCreateTransactionException("Could not open connection", rejection));

        assertThat(response.getStatus()).isEqualTo(503);
    }

    @Test
    void leavesAnExceptionOfTheApplicationToTheApplication() {
        CallNotPermittedException rejection = rejection(in(State.OPEN, Duration.ofSeconds(30)));

        assertThat(resolve(new IllegalStateException(rejection))).isNull();
        assertThat(resolve(new OrderFailed(rejection))).isNull();
        assertThat(resolve(new CompletionException(null))).isNull();
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void leavesACircleOfWrappersToTheApplication() {
        ServletException outer = new ServletException();
        outer.initCause(new ServletException(outer));

        assertThat(resolve(outer)).isNull();
    }

    @Test
    void leavesAResponseAloneThatIsOnItsWay() {
        response.setCommitted(true);

        assertThat(resolve(rejection(in(State.OPEN, Duration.ofSeconds(30))))).isNull();
    }

    @Test
    void answersWithoutABodyWhereNothingWritesJson() {
        CallNotPermittedExceptionResolver withoutJson =
                new CallNotPermittedExceptionResolver(List::of);

        ModelAndView resolved =
                withoutJson.resolveException(
                        new MockHttpServletRequest(),
                        response,
                        null,
                        rejection(in(State.OPEN, Duration.ofSeconds(30))));

        assertThat(resolved).isNotNull();
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader(RETRY_AFTER)).isEqualTo("30");
    }

    private static final class OrderFailed extends CompletionException {
        private static final long serialVersionUID = 1L;

        OrderFailed(Throwable cause) {
            super(cause);
        }
    }
}
