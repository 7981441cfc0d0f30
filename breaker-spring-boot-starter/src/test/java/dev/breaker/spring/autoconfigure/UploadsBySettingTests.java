package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.CallNotPermittedException;
import dev.breaker.Snapshot;
import dev.breaker.spring.http.Downstream;
import dev.breaker.spring.http.RestBreakers;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestTemplateAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.service.HttpServiceClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.registry.ImportHttpServices;

/** What is sent by clients that a setting put behind breakers is not held in memory. */
class UploadsBySettingTests {

    private static final byte[] MUCH = new byte[300_000];

    private final Downstream downstream = new Downstream();
    private final CountDownLatch begun = new CountDownLatch(1);
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
                    .withUserConfiguration(Clients.class)
                    .withPropertyValues(
                            "spring.http.serviceclient.store.base-url=" + downstream.url());

    enum Way {
        REST_CLIENT("breaker.http.rest-client=CLIENT", "uploads") {
            @Override
            void send(ApplicationContext context, String url, Resource body) {
                post(context.getBean("uploads", RestClient.class), url, body);
            }
        },
        COPY_OF_A_REST_CLIENT("breaker.http.rest-client=CLIENT", "uploads") {
            @Override
            void send(ApplicationContext context, String url, Resource body) {
                post(
                        context.getBean("uploads", RestClient.class)
                                .mutate()
                                .defaultHeader("X-Copy", "yes")
                                .build(),
                        url,
                        body);
            }
        },
        REST_CLIENT_BY_HOST("breaker.http.rest-client=HOST", null) {
            @Override
            void send(ApplicationContext context, String url, Resource body) {
                post(context.getBean("uploads", RestClient.class), url, body);
            }
        },
        REST_CLIENT_BUILDER("breaker.http.rest-client=HOST", null) {
            @Override
            void send(ApplicationContext context, String url, Resource body) {
                post(context.getBean(RestClient.Builder.class).build(), url, body);
            }
        },
        CLONE_OF_THE_BUILDER("breaker.http.rest-client=HOST", null) {
            @Override
            void send(ApplicationContext context, String url, Resource body) {
                RestClient.Builder builder = context.getBean(RestClient.Builder.class);
                post(builder.defaultHeader("X-Clone", "yes").clone().build(), url, body);
            }
        },
        REST_CLIENT_BUILDER_WITH_REQUESTS_OF_ITS_OWN("breaker.http.rest-client=HOST", null) {
            @Override
            void send(ApplicationContext context, String url, Resource body) {
                post(
                        context.getBean(RestClient.Builder.class)
                                .requestFactory(new JdkClientHttpRequestFactory())
                                .build(),
                        url,
                        body);
            }
        },
        REST_TEMPLATE("breaker.http.rest-template=CLIENT", "files") {
            @Override
            void send(ApplicationContext context, String url, Resource body) {
                context.getBean(RestTemplate.class).postForObject(url, body, String.class);
            }
        },
        REST_TEMPLATE_BY_HOST("breaker.http.rest-template=HOST", null) {
            @Override
            void send(ApplicationContext context, String url, Resource body) {
                context.getBean(RestTemplate.class).postForObject(url, body, String.class);
            }
        },
        REST_TEMPLATE_BUILDER("breaker.http.rest-template=HOST", null) {
            @Override
            void send(ApplicationContext context, String url, Resource body) {
                context.getBean(RestTemplateBuilder.class)
                        .build()
                        .postForObject(url, body, String.class);
            }
        },
        GROUP("breaker.http.service-groups=GROUP", "store") {
            @Override
            void send(ApplicationContext context, String url, Resource body) {
                context.getBean(Store.class).put(body);
            }
        },
        GROUP_BY_HOST("breaker.http.service-groups=HOST", null) {
            @Override
            void send(ApplicationContext context, String url, Resource body) {
                context.getBean(Store.class).put(body);
            }
        },
        GROUP_AS_ANY_REST_CLIENT("breaker.http.rest-client=HOST", null) {
            @Override
            void send(ApplicationContext context, String url, Resource body) {
                context.getBean(Store.class).put(body);
            }
        };

        private final String setting;
        private final String breaker;

        Way(String setting, String breaker) {
            this.setting = setting;
            this.breaker = breaker;
        }

        abstract void send(ApplicationContext context, String url, Resource body);

        private static void post(RestClient client, String url, Resource body) {
            client.post().uri(url).body(body).retrieve().toBodilessEntity();
        }
    }

    @AfterEach
    void stop() {
        downstream.close();
    }

    private void with(Way way, BiConsumer<ApplicationContext, Breaker> test) {
        runner.withPropertyValues(way.setting)
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            String name = way.breaker == null ? downstream.host() : way.breaker;
                            test.accept(
                                    context, context.getBean(BreakerRegistry.class).breaker(name));
                        });
    }

    /** The end of the body is not there before its beginning has reached the server. */
    @ParameterizedTest
    @EnumSource
    void isSentAsItIsRead(Way way) {
        downstream.answering(
                exchange -> {
                    InputStream body = exchange.getRequestBody();
                    assertThat(body.read()).isZero();
                    begun.countDown();
                    assertThat(body.readAllBytes()).hasSize(MUCH.length);
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        with(
                way,
                (context, breaker) -> {
                    way.send(context, downstream.url(), waitingBody());
                    assertThat(breaker.snapshot().totalSuccessfulCalls()).isOne();
                });
    }

    private Resource waitingBody() {
        InputStream last =
                new InputStream() {
                    private boolean ended;

                    @Override
                    public int read() {
                        if (ended) {
                            return -1;
                        }
                        ended = true;
                        assertThat(await(begun)).isTrue();
                        return 'z';
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) {
                        int read = read();
                        into[offset] = (byte) read;
                        return read < 0 ? -1 : 1;
                    }
                };
        return new InputStreamResource(
                new SequenceInputStream(
                        Collections.enumeration(List.of(new ByteArrayInputStream(MUCH), last))));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNotReadWhereTheRequestIsRejected(Way way) {
        with(
                way,
                (context, breaker) -> {
                    breaker.forceOpen();
                    Resource body =
                            new InputStreamResource(
                                    () -> {
                                        throw new AssertionError("read");
                                    });
                    assertThatThrownBy(() -> way.send(context, downstream.url(), body))
                            .isInstanceOf(CallNotPermittedException.class);
                    assertThat(downstream.requests()).isZero();
                });
    }

    @ParameterizedTest
    @EnumSource
    void failuresAreCounted(Way way) {
        downstream.answering(503, java.util.Map.of("Retry-After", "120"));
        with(
                way,
                (context, breaker) -> {
                    Resource body = new InputStreamResource(new ByteArrayInputStream(new byte[1]));
                    assertThatThrownBy(() -> way.send(context, downstream.url(), body))
                            .isNotInstanceOf(CallNotPermittedException.class);
                    assertThat(breaker.snapshot())
                            .returns(1L, Snapshot::totalFailedCalls)
                            .returns(0L, Snapshot::totalSuccessfulCalls);
                });
    }

    @Test
    void aRequestFactoryByHandStaysInsteadOfWhatTheSettingWouldPutThere() {
        runner.withUserConfiguration(ByHand.class)
                .withPropertyValues(
                        "breaker.http.rest-client=CLIENT", "breaker.http.rest-template=HOST")
                .run(
                        context -> {
                            context.getBean("byHand", RestClient.class)
                                    .get()
                                    .uri(downstream.url())
                                    .retrieve()
                                    .toBodilessEntity();
                            context.getBean("templateByHand", RestTemplate.class)
                                    .getForObject(downstream.url(), String.class);
                            BreakerRegistry registry = context.getBean(BreakerRegistry.class);
                            assertThat(registry.breaker("chosen").snapshot().totalSuccessfulCalls())
                                    .isEqualTo(2);
                            assertThat(registry.find("byHand")).isEmpty();
                            assertThat(registry.find(downstream.host())).isEmpty();
                        });
    }

    interface Store {
        @PostExchange("/store")
        void put(@RequestBody Resource body);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportHttpServices(group = "store", types = Store.class)
    static class Clients {

        @Bean
        RestClient uploads() {
            return RestClient.create();
        }

        @Bean
        RestTemplate files() {
            return new RestTemplate(new SimpleClientHttpRequestFactory());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ByHand {

        @Bean
        RestClient byHand(RestBreakers breakers) {
            return RestClient.builder()
                    .requestFactory(
                            breakers.requestFactory(new JdkClientHttpRequestFactory(), "chosen"))
                    .build();
        }

        @Bean
        RestTemplate templateByHand(RestBreakers breakers) {
            return new RestTemplate(
                    breakers.requestFactory(new SimpleClientHttpRequestFactory(), "chosen"));
        }
    }
}
