package dev.breaker.spring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Reports a wrong configuration the way Spring Boot reports why it cannot start. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidBreakerConfigurationFailureAnalyzer
        extends AbstractFailureAnalyzer<InvalidBreakerConfigurationException> {

    @Override
    protected FailureAnalysis analyze(
            Throwable rootFailure, InvalidBreakerConfigurationException cause) {
        return new FailureAnalysis(cause.description(), cause.action(), cause);
    }
}
