package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.annotation.CircuitBreaker;
import dev.breaker.spring.AnnotatedApplication;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** What the user reads when annotations cannot work. */
class InvalidCircuitBreakerFailureAnalyzerTests {

    public static class Misspelt {

        @CircuitBreaker(name = "inventory", fallbackMethod = "lastKnwon")
        public int stock(String sku) {
            return 1;
        }

        private int lastKnown(String sku, IOException thrown) {
            return 0;
        }

        private int lastKnown(int sku) {
            return 0;
        }
    }

    @Test
    void aMisspeltFallback() {
        FailureAnalysis analysis = analysisOf(Misspelt.class);
        assertThat(analysis.getDescription())
                .isEqualTo(
                        """
                        @CircuitBreaker cannot work here:

                        dev.breaker.spring.autoconfigure.InvalidCircuitBreakerFailureAnalyzerTests.Misspelt.stock(String)
                          Its fallback 'lastKnwon' does not exist. It would have to be one of:
                            int lastKnwon(String, <exception>)
                            int lastKnwon(String)
                            int lastKnwon(<exception>)
                            int lastKnwon()
                          There is:
                            int lastKnown(String, IOException): fits, but has another name
                            int lastKnown(int): has another name, and takes int, not String, as parameter 1\
                        """);
        assertThat(analysis.getAction())
                .isEqualTo(
                        """
                        Set fallbackMethod = "lastKnown", if that is what was meant.\
                        """);
    }

    public static class WrongReturnType {

        @CircuitBreaker(name = "inventory", fallbackMethod = "lastKnown")
        public int stock(String sku) {
            return 1;
        }

        private String lastKnown(String sku, IOException thrown) {
            return "none";
        }
    }

    @Test
    void aWrongReturnType() {
        FailureAnalysis analysis = analysisOf(WrongReturnType.class);
        assertThat(analysis.getDescription())
                .isEqualTo(
                        """
                        @CircuitBreaker cannot work here:

                        dev.breaker.spring.autoconfigure.InvalidCircuitBreakerFailureAnalyzerTests.WrongReturnType.stock(String)
                          Its fallback 'lastKnown' does not fit. It would have to be one of:
                            int lastKnown(String, <exception>)
                            int lastKnown(String)
                            int lastKnown(<exception>)
                            int lastKnown()
                          There is:
                            String lastKnown(String, IOException): returns String, not int\
                        """);
        assertThat(analysis.getAction())
                .isEqualTo(
                        """
                        Give 'lastKnown' one of these signatures, or name another method in fallbackMethod.\
                        """);
    }

    public static class PrivateMethod {

        @CircuitBreaker(name = "inventory")
        private int stock(String sku) {
            return 1;
        }
    }

    @Test
    void anAnnotatedPrivateMethod() {
        FailureAnalysis analysis = analysisOf(PrivateMethod.class);
        assertThat(analysis.getDescription())
                .isEqualTo(
                        """
                        @CircuitBreaker cannot work here:

                        dev.breaker.spring.autoconfigure.InvalidCircuitBreakerFailureAnalyzerTests.PrivateMethod.stock(String)
                          It is private: @CircuitBreaker would have no effect on it, for calls of it do not come through the bean's proxy.\
                        """);
        assertThat(analysis.getAction())
                .isEqualTo(
                        """
                        Make it public, protected or package-private, or move it to a bean of its own, or have it woven (breaker.mode=ASPECTJ), or make the call in code with the breaker from the BreakerRegistry.\
                        """);
    }

    @Test
    void severalProblemsAtOnce() {
        FailureAnalysis analysis = analysisOf(PrivateMethod.class, WrongReturnType.class);
        assertThat(analysis.getDescription())
                .isEqualTo(
                        """
                        @CircuitBreaker cannot work here:

                        dev.breaker.spring.autoconfigure.InvalidCircuitBreakerFailureAnalyzerTests.PrivateMethod.stock(String)
                          It is private: @CircuitBreaker would have no effect on it, for calls of it do not come through the bean's proxy.

                        dev.breaker.spring.autoconfigure.InvalidCircuitBreakerFailureAnalyzerTests.WrongReturnType.stock(String)
                          Its fallback 'lastKnown' does not fit. It would have to be one of:
                            int lastKnown(String, <exception>)
                            int lastKnown(String)
                            int lastKnown(<exception>)
                            int lastKnown()
                          There is:
                            String lastKnown(String, IOException): returns String, not int\
                        """);
        assertThat(analysis.getAction())
                .isEqualTo(
                        """

                        dev.breaker.spring.autoconfigure.InvalidCircuitBreakerFailureAnalyzerTests.PrivateMethod.stock(String)
                          Make it public, protected or package-private, or move it to a bean of its own, or have it woven (breaker.mode=ASPECTJ), or make the call in code with the breaker from the BreakerRegistry.

                        dev.breaker.spring.autoconfigure.InvalidCircuitBreakerFailureAnalyzerTests.WrongReturnType.stock(String)
                          Give 'lastKnown' one of these signatures, or name another method in fallbackMethod.\
                        """);
    }

    private static FailureAnalysis analysisOf(Class<?>... beans) {
        AtomicReference<FailureAnalysis> analysis = new AtomicReference<>();
        AnnotatedApplication.with(beans)
                .run(
                        context -> {
                            assertThat(context).hasFailed();
                            analysis.set(
                                    new InvalidCircuitBreakerFailureAnalyzer()
                                            .analyze(context.getStartupFailure()));
                        });
        return analysis.get();
    }
}
