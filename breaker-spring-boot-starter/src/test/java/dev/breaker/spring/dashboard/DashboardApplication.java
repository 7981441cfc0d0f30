package dev.breaker.spring.dashboard;

import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** A web application on a random port whose endpoints are exposed, with the breakers of a test. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class DashboardApplication {

    static final BreakerConfig SENSITIVE =
            BreakerConfig.builder()
                    .consecutiveFailuresThreshold(1)
                    .waitDurationInOpenState(Duration.ofMinutes(1))
                    .build();

    static final String[] PROPERTIES = {
        "server.port=0",
        "spring.main.banner-mode=off",
        "management.endpoints.web.exposure.include=*",
        "management.endpoint.circuitbreakers.stream-interval=200ms"
    };

    @Bean
    BreakerRegistry breakerRegistry() {
        return BreakerRegistry.of(SENSITIVE);
    }

    static ConfigurableApplicationContext start(WebApplicationType type, String... properties) {
        List<String> all = new ArrayList<>(List.of(PROPERTIES));
        all.addAll(List.of(properties));
        return new SpringApplicationBuilder(DashboardApplication.class)
                .web(type)
                .properties(all.toArray(String[]::new))
                .run();
    }

    static BreakerRegistry registry(ConfigurableApplicationContext application) {
        return application.getBean(BreakerRegistry.class);
    }

    /** Where the endpoints are served, be that a port of their own or not. */
    static int port(ConfigurableApplicationContext application) {
        Environment environment = application.getEnvironment();
        String own = environment.getProperty("local.management.port");
        return Integer.parseInt(
                own != null ? own : environment.getRequiredProperty("local.server.port"));
    }

    static String url(int port) {
        return "http://localhost:" + port + "/actuator/circuitbreakers";
    }
}
