package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** Orders are read where the endpoint is, and nowhere else. */
class OrderBodiesByConfigurationTests {

    private static final String JSON = "application/json";

    @OnEachStack
    void areReadAtThePortAndPathOfTheEndpoint(WebApplicationType type) {
        try (ConfigurableApplicationContext application =
                StreamedApplication.start(
                        type,
                        "management.server.port=0",
                        "management.server.base-path=/ops",
                        "management.endpoints.web.path-mapping.circuitbreakers=breakers")) {
            Breaker breaker = application.getBean(BreakerRegistry.class).breaker("moved");

            HttpResponse<String> answer =
                    Post.to(
                            application,
                            "/ops/actuator/breakers/moved",
                            JSON,
                            "{\"settings\": {\"sliding-window-size\": 7}}");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(breaker.config().slidingWindowSize()).isEqualTo(7);
        }
    }

    @OnEachStack
    void areNotReadWhereNothingMayBeWritten(WebApplicationType type) {
        try (ConfigurableApplicationContext application =
                StreamedApplication.start(
                        type, "management.endpoint.circuitbreakers.access=read-only")) {
            HttpResponse<String> answer =
                    Post.to(application, "/actuator/circuitbreakers", JSON, "[]");

            assertThat(answer.statusCode()).isEqualTo(405);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SERVLET, server.servlet.context-path, /shop",
        "SERVLET, spring.mvc.servlet.path, /mvc",
        "REACTIVE, spring.webflux.base-path, /shop"
    })
    void areReadBehindThePathsOfTheApplication(
            WebApplicationType type, String property, String path) {
        try (ConfigurableApplicationContext application =
                StreamedApplication.start(type, property + "=" + path)) {
            Breaker breaker = application.getBean(BreakerRegistry.class).breaker("deep");
            String url = path + "/actuator/circuitbreakers/deep";

            HttpResponse<String> changed =
                    Post.to(application, url, JSON, "{\"settings\": {\"sliding-window-size\": 7}}");
            HttpResponse<String> refused = Post.to(application, url, JSON, "[]");

            assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
            assertThat(breaker.config().slidingWindowSize()).isEqualTo(7);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("is no object in JSON");
        }
    }

    /** Filters are made before the web server, and what the endpoints need may need that. */
    @OnEachStack
    void areNobodysConcernUntilOneComes(WebApplicationType type) {
        try (ConfigurableApplicationContext application =
                StreamedApplication.start(type, "spring.main.lazy-initialization=true")) {
            ConfigurableListableBeanFactory beans = application.getBeanFactory();
            application.getBean(BreakerRegistry.class).breaker("lazy");

            assertThat(beans.containsSingleton("breakerOrderBodies")).isFalse();
            Post.to(application, "/actuator/circuitbreakers/lazy", JSON, "{}");
            assertThat(beans.containsSingleton("breakerOrderBodies")).isTrue();
        }
    }
}
