package dev.breaker.spring.stream;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application on Tomcat and one on Netty, for all tests of a class. None on Netty may be closed
 * before: those share what the first to be closed takes away.
 */
final class TwoApplications implements AfterAllCallback {

    private final Map<WebApplicationType, ConfigurableApplicationContext> started =
            new EnumMap<>(WebApplicationType.class);

    ConfigurableApplicationContext of(WebApplicationType type) {
        return started.computeIfAbsent(type, StreamedApplication::start);
    }

    Breaker breaker(WebApplicationType type, String name) {
        return of(type).getBean(BreakerRegistry.class).breaker(name);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        started.values().forEach(ConfigurableApplicationContext::close);
        started.clear();
    }
}
