package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.http.Downstream;
import dev.breaker.spring.http.RestBreakers;
import dev.breaker.spring.http.WebClientBreakers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/** An application with every setting for HTTP clients, and each library missing once. */
class HttpLibrariesTests {

    private final Downstream downstream = new Downstream();
    private final ApplicationContextRunner runner =
            Protection.in(new ApplicationContextRunner())
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BreakerHttpAutoConfiguration.class,
                                    BreakerRestClientAutoConfiguration.class,
                                    BreakerWebClientAutoConfiguration.class))
                    .withPropertyValues(
                            "breaker.http.rest-client=HOST",
                            "breaker.http.rest-template=HOST",
                            "breaker.http.web-client=HOST",
                            "breaker.http.service-groups=HOST");

    @AfterEach
    void stop() {
        downstream.close();
    }

    private ApplicationContextRunner without(String... packages) {
        return runner.withClassLoader(new FilteredClassLoader(packages));
    }

    private void assertGuarded(ApplicationContext context) {
        assertThat(
                        context.getBean(BreakerRegistry.class)
                                .find(downstream.host())
                                .orElseThrow()
                                .snapshot()
                                .totalSuccessfulCalls())
                .isOne();
    }

    @Test
    void withoutTheModuleForRestClientsItStartsAndGuardsBeans() {
        without("org.springframework.boot.restclient")
                .withBean("client", RestClient.class, RestClient::create)
                .run(
                        context -> {
                            Protection.assertWorks(context);
                            context.getBean(RestClient.class)
                                    .get()
                                    .uri(downstream.url())
                                    .retrieve()
                                    .body(String.class);
                            assertGuarded(context);
                        });
    }

    @Test
    void withoutTheModuleForWebClientsItStartsAndGuardsBeans() {
        without("org.springframework.boot.webclient")
                .withBean("client", WebClient.class, WebClient::create)
                .run(
                        context -> {
                            Protection.assertWorks(context);
                            context.getBean(WebClient.class)
                                    .get()
                                    .uri(downstream.url())
                                    .retrieve()
                                    .bodyToMono(String.class)
                                    .block(Duration.ofSeconds(20));
                            assertGuarded(context);
                        });
    }

    @Test
    void withoutWebFluxItStarts() {
        without("org.springframework.web.reactive", "org.springframework.boot.webclient")
                .run(
                        context -> {
                            Protection.assertWorks(context);
                            assertThat(context)
                                    .hasSingleBean(RestBreakers.class)
                                    .doesNotHaveBean(WebClientBreakers.class);
                        });
    }

    @Test
    void withoutReactorItStarts() {
        without("reactor", "org.reactivestreams")
                .run(
                        context -> {
                            Protection.assertWorks(context);
                            assertThat(context)
                                    .hasSingleBean(RestBreakers.class)
                                    .doesNotHaveBean(WebClientBreakers.class);
                        });
    }

    @Test
    void withoutAnythingForHttpItStarts() {
        without(
                        "org.springframework.web",
                        "org.springframework.http",
                        "org.springframework.boot.restclient",
                        "org.springframework.boot.webclient")
                .run(
                        context -> {
                            Protection.assertWorks(context);
                            assertThat(context)
                                    .doesNotHaveBean(RestBreakers.class)
                                    .doesNotHaveBean(WebClientBreakers.class);
                        });
    }
}
