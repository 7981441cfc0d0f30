package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.http.Downstream;
import dev.breaker.spring.http.WebClientBreakers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.service.ReactiveHttpServiceClientAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup.ClientType;
import org.springframework.web.service.registry.ImportHttpServices;
import reactor.core.publisher.Mono;

/** WebClient and groups of HTTP services that use it, put behind breakers by settings. */
class ReactiveHttpClientsTests {

    private final Downstream downstream = new Downstream();
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BreakerAutoConfiguration.class,
                                    BreakerHttpAutoConfiguration.class,
                                    BreakerWebClientAutoConfiguration.class,
                                    HttpClientAutoConfiguration.class,
                                    ReactiveHttpClientAutoConfiguration.class,
                                    WebClientAutoConfiguration.class,
                                    HttpServiceClientPropertiesAutoConfiguration.class,
                                    ReactiveHttpServiceClientAutoConfiguration.class))
                    .withUserConfiguration(Clients.class, Services.class)
                    .withPropertyValues(
                            "spring.http.serviceclient.echo.base-url=" + downstream.url());

    @AfterEach
    void stop() {
        downstream.close();
    }

    private static List<String> breakers(ApplicationContext context) {
        return context.getBean(BreakerRegistry.class).all().stream().map(Breaker::name).toList();
    }

    private static long successes(ApplicationContext context, String breaker) {
        return context.getBean(BreakerRegistry.class)
                .find(breaker)
                .orElseThrow()
                .snapshot()
                .totalSuccessfulCalls();
    }

    private void get(WebClient client) {
        assertAnswered(client.get().uri(downstream.url()).retrieve().bodyToMono(String.class));
    }

    private static void echo(ApplicationContext context) {
        assertAnswered(context.getBean(Echo.class).echo());
    }

    private static void assertAnswered(Mono<String> call) {
        assertThat(call.block(Duration.ofSeconds(20))).isEqualTo("hello");
    }

    @Test
    void nothingIsGuardedWhereNothingIsSet() {
        runner.run(
                context -> {
                    get(context.getBean("prices", WebClient.class));
                    echo(context);
                    assertThat(breakers(context)).isEmpty();
                });
    }

    @Test
    void aClientHasABreakerOfItsNameFromTheStart() {
        runner.withPropertyValues("breaker.http.web-client=client")
                .run(
                        context -> {
                            assertThat(breakers(context)).containsExactly("prices");
                            get(context.getBean("prices", WebClient.class));
                            assertThat(successes(context, "prices")).isOne();
                        });
    }

    @Test
    void aFilterByHandStaysInstead() {
        runner.withUserConfiguration(ByHand.class)
                .withPropertyValues("breaker.http.web-client=HOST")
                .run(
                        context -> {
                            get(context.getBean("byHand", WebClient.class));
                            assertThat(breakers(context)).containsExactly("chosen");
                            assertThat(successes(context, "chosen")).isOne();
                        });
    }

    @Test
    void buildersAndBeansAskTheBreakerOfTheHostOnce() {
        runner.withPropertyValues("breaker.http.web-client=HOST")
                .run(
                        context -> {
                            get(context.getBean(WebClient.Builder.class).build());
                            get(context.getBean("prices", WebClient.class));
                            assertThat(successes(context, downstream.host())).isEqualTo(2);
                        });
    }

    @Test
    void aGroupHasABreakerOfItsNameAndNoOther() {
        runner.withPropertyValues(
                        "breaker.http.web-client=HOST", "breaker.http.service-groups=GROUP")
                .run(
                        context -> {
                            assertThat(breakers(context)).contains("echo");
                            echo(context);
                            assertThat(successes(context, "echo")).isOne();
                            assertThat(breakers(context)).doesNotContain(downstream.host());
                        });
    }

    @Test
    void aGroupCanHaveTheBreakersOfItsHosts() {
        runner.withPropertyValues("breaker.http.service-groups=HOST")
                .run(
                        context -> {
                            echo(context);
                            assertThat(successes(context, downstream.host())).isOne();
                        });
    }

    interface Echo {
        @GetExchange("/echo")
        Mono<String> echo();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportHttpServices(group = "echo", types = Echo.class, clientType = ClientType.WEB_CLIENT)
    static class Services {}

    @Configuration(proxyBeanMethods = false)
    static class Clients {

        @Bean
        WebClient prices(WebClient.Builder builder) {
            return builder.build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ByHand {

        @Bean
        WebClient byHand(WebClientBreakers breakers) {
            return WebClient.builder().filter(breakers.filter("chosen")).build();
        }
    }
}
