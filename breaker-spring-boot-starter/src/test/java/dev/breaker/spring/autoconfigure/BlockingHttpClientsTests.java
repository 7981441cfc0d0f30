package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.Snapshot;
import dev.breaker.spring.http.Downstream;
import dev.breaker.spring.http.RestBreakers;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestTemplateAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.service.HttpServiceClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

/** RestClient, RestTemplate and groups of HTTP services, put behind breakers by settings. */
@ExtendWith(OutputCaptureExtension.class)
class BlockingHttpClientsTests {

    private final Downstream downstream = new Downstream();
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BreakerAutoConfiguration.class,
                                    BreakerHttpAutoConfiguration.class,
                                    BreakerRestClientAutoConfiguration.class,
                                    HttpClientAutoConfiguration.class,
                                    ImperativeHttpClientAutoConfiguration.class,
                                    RestClientAutoConfiguration.class,
                                    RestTemplateAutoConfiguration.class,
                                    HttpServiceClientPropertiesAutoConfiguration.class,
                                    HttpServiceClientAutoConfiguration.class))
                    .withPropertyValues(
                            "spring.http.serviceclient.echo.base-url=" + downstream.url());

    private static void assertFails(ThrowingCallable call) {
        assertThatThrownBy(call).isNotNull();
    }

    @AfterEach
    void stop() {
        downstream.close();
    }

    private static List<String> breakers(ApplicationContext context) {
        return context.getBean(BreakerRegistry.class).all().stream().map(Breaker::name).toList();
    }

    private static Snapshot books(ApplicationContext context, String breaker) {
        return context.getBean(BreakerRegistry.class).find(breaker).orElseThrow().snapshot();
    }

    private String get(RestClient client) {
        return client.get().uri(downstream.url()).retrieve().body(String.class);
    }

    private String get(RestTemplate template) {
        return template.getForObject(downstream.url(), String.class);
    }

    @Test
    void nothingIsGuardedWhereNothingIsSet() {
        runner.withUserConfiguration(Clients.class, Services.class)
                .run(
                        context -> {
                            get(context.getBean(RestClient.class));
                            get(context.getBean(RestTemplate.class));
                            context.getBean(Echo.class).echo();
                            assertThat(breakers(context)).isEmpty();
                        });
    }

    @Nested
    class PerClient {

        @Test
        void aRestClientHasABreakerOfItsNameFromTheStart() {
            runner.withUserConfiguration(Clients.class)
                    .withPropertyValues("breaker.http.rest-client=client")
                    .run(
                            context -> {
                                assertThat(breakers(context)).containsExactly("prices");
                                get(context.getBean(RestClient.class));
                                get(context.getBean(RestTemplate.class));
                                assertThat(books(context, "prices").totalSuccessfulCalls()).isOne();
                            });
        }

        @Test
        void aRestTemplateHasABreakerOfItsNameFromTheStart() {
            runner.withUserConfiguration(Clients.class)
                    .withPropertyValues("breaker.http.rest-template=client")
                    .run(
                            context -> {
                                assertThat(breakers(context)).containsExactly("stocks");
                                get(context.getBean(RestClient.class));
                                get(context.getBean(RestTemplate.class));
                                assertThat(books(context, "stocks").totalSuccessfulCalls()).isOne();
                            });
        }

        @Test
        void aClientMadeFromAnotherHasItsOwnBreaker() {
            runner.withUserConfiguration(Clients.class, Derived.class)
                    .withPropertyValues("breaker.http.rest-client=client")
                    .run(
                            context -> {
                                get(context.getBean("derived", RestClient.class));
                                assertThat(books(context, "derived").totalSuccessfulCalls())
                                        .isOne();
                                assertThat(books(context, "prices").totalSuccessfulCalls())
                                        .isZero();
                            });
        }

        @Test
        void breakersHaveTheSettingsOfTheirNameOrOfTheNamedBase() {
            runner.withUserConfiguration(Clients.class)
                    .withPropertyValues(
                            "breaker.http.rest-client=client",
                            "breaker.http.rest-template=client",
                            "breaker.http.configuration=remote",
                            "breaker.configs.remote.failure-rate-threshold=20",
                            "breaker.instances.stocks.failure-rate-threshold=30")
                    .run(
                            context -> {
                                BreakerRegistry registry = context.getBean(BreakerRegistry.class);
                                assertThat(
                                                registry.breaker("prices")
                                                        .config()
                                                        .failureRateThreshold())
                                        .isEqualTo(20);
                                assertThat(
                                                registry.breaker("stocks")
                                                        .config()
                                                        .failureRateThreshold())
                                        .isEqualTo(30);
                            });
        }

        @Test
        void anInterceptorByHandStaysInstead() {
            runner.withUserConfiguration(ByHand.class)
                    .withPropertyValues("breaker.http.rest-client=client")
                    .run(
                            context -> {
                                get(context.getBean(RestClient.class));
                                assertThat(books(context, "chosen").totalSuccessfulCalls()).isOne();
                                assertThat(breakers(context)).containsExactly("chosen");
                            });
        }
    }

    @Nested
    class PerHost {

        @Test
        void theBuilderOfSpringBootHasABreakerForEachHost() {
            runner.withPropertyValues("breaker.http.rest-client=HOST")
                    .run(
                            context -> {
                                get(context.getBean(RestClient.Builder.class).build());
                                assertThat(books(context, downstream.host()).totalSuccessfulCalls())
                                        .isOne();
                            });
        }

        @Test
        void theBuilderOfRestTemplatesHasOneToo() {
            runner.withPropertyValues("breaker.http.rest-template=HOST")
                    .run(
                            context -> {
                                get(context.getBean(RestTemplateBuilder.class).build());
                                assertThat(books(context, downstream.host()).totalSuccessfulCalls())
                                        .isOne();
                            });
        }

        @Test
        void clientsThatAreBeansAskOnceWhoeverBuiltThem() {
            runner.withUserConfiguration(Clients.class, OfSpringBoot.class)
                    .withPropertyValues(
                            "breaker.http.rest-client=HOST", "breaker.http.rest-template=HOST")
                    .run(
                            context -> {
                                get(context.getBean("prices", RestClient.class));
                                get(context.getBean("built", RestClient.class));
                                get(context.getBean(RestTemplate.class));
                                assertThat(books(context, downstream.host()).totalSuccessfulCalls())
                                        .isEqualTo(3);
                            });
        }

        @Test
        void hostsBeyondTheBoundShareABreaker(CapturedOutput output) {
            runner.withPropertyValues("breaker.http.rest-client=HOST", "breaker.http.max-hosts=1")
                    .run(
                            context -> {
                                RestClient client =
                                        context.getBean(RestClient.Builder.class).build();
                                get(client);
                                String other = downstream.url().replace("localhost", "127.0.0.1");
                                for (int i = 0; i < 2; i++) {
                                    client.get().uri(other).retrieve().body(String.class);
                                }
                                assertThat(breakers(context))
                                        .containsExactlyInAnyOrder(
                                                downstream.host(), "http-overflow");
                                assertThat(books(context, "http-overflow").totalSuccessfulCalls())
                                        .isEqualTo(2);
                            });
            assertThat(output.getOut().split("breaker.http.max-hosts", -1)).hasSize(2);
        }

        @Test
        void aConfiguredHostAlwaysHasItsOwn() {
            runner.withPropertyValues("breaker.http.rest-client=HOST", "breaker.http.max-hosts=1")
                    .withInitializer(
                            context ->
                                    context.getEnvironment()
                                            .getPropertySources()
                                            .addFirst(
                                                    new MapPropertySource(
                                                            "hosts",
                                                            Map.of(
                                                                    "breaker.instances[%s].failure-count-threshold"
                                                                            .formatted(
                                                                                    downstream
                                                                                            .host()),
                                                                    "1"))))
                    .run(
                            context -> {
                                RestClient client =
                                        context.getBean(RestClient.Builder.class).build();
                                String other = downstream.url().replace("localhost", "127.0.0.1");
                                client.get().uri(other).retrieve().body(String.class);
                                downstream.answering(500);
                                assertFails(() -> get(client));
                                assertFails(() -> get(client));
                                assertThat(books(context, downstream.host()).notPermittedCalls())
                                        .isOne();
                            });
        }
    }

    @Nested
    class Groups {

        @Test
        void haveBreakersOfTheirNamesFromTheStart() {
            runner.withUserConfiguration(Services.class)
                    .withPropertyValues("breaker.http.service-groups=group")
                    .run(
                            context -> {
                                assertThat(breakers(context)).containsExactly("echo");
                                context.getBean(Echo.class).echo();
                                assertThat(books(context, "echo").totalSuccessfulCalls()).isOne();
                            });
        }

        @Test
        void haveOneBreakerOnlyWhereTheBuildersAreGuardedToo() {
            runner.withUserConfiguration(Services.class)
                    .withPropertyValues(
                            "breaker.http.service-groups=group", "breaker.http.rest-client=HOST")
                    .run(
                            context -> {
                                context.getBean(Echo.class).echo();
                                assertThat(breakers(context)).containsExactly("echo");
                                assertThat(books(context, "echo").totalSuccessfulCalls()).isOne();
                            });
        }

        @Test
        void canHaveTheBreakersOfTheirHosts() {
            runner.withUserConfiguration(Services.class)
                    .withPropertyValues("breaker.http.service-groups=host")
                    .run(
                            context -> {
                                context.getBean(Echo.class).echo();
                                assertThat(books(context, downstream.host()).totalSuccessfulCalls())
                                        .isOne();
                            });
        }
    }

    @Test
    void statusesCanBeConfigured() {
        runner.withUserConfiguration(Clients.class)
                .withPropertyValues(
                        "breaker.http.rest-client=client",
                        "breaker.http.failure-statuses=404",
                        "breaker.http.ignored-statuses[0]=5xx")
                .run(
                        context -> {
                            for (int status : new int[] {404, 500, 403}) {
                                downstream.answering(status);
                                assertFails(() -> get(context.getBean(RestClient.class)));
                            }
                            assertThat(books(context, "prices"))
                                    .returns(1L, Snapshot::totalFailedCalls)
                                    .returns(1L, Snapshot::totalIgnoredCalls)
                                    .returns(1L, Snapshot::totalSuccessfulCalls);
                        });
    }

    interface Echo {
        @GetExchange("/echo")
        String echo();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportHttpServices(group = "echo", types = Echo.class)
    static class Services {}

    @Configuration(proxyBeanMethods = false)
    static class Clients {

        @Bean
        RestClient prices() {
            return RestClient.create();
        }

        @Bean
        RestTemplate stocks() {
            return new RestTemplate();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Derived {

        @Bean
        RestClient derived(RestClient prices) {
            return prices.mutate().defaultHeader("X-Derived", "yes").build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OfSpringBoot {

        @Bean
        RestClient built(RestClient.Builder builder) {
            return builder.build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ByHand {

        @Bean
        RestClient byHand(RestBreakers breakers) {
            return RestClient.builder().requestInterceptor(breakers.interceptor("chosen")).build();
        }
    }
}
