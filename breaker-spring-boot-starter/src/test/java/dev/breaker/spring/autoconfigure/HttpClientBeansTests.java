package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.http.Downstream;
import dev.breaker.spring.http.RestBreakers;
import dev.breaker.spring.http.RestClientBeans;
import dev.breaker.spring.http.WebClientBeans;
import dev.breaker.spring.http.WebClientBreakers;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.reactive.function.client.WebClient;

/** Beans that are HTTP clients, and those that only look like it. */
@ExtendWith(OutputCaptureExtension.class)
class HttpClientBeansTests {

    private static final String[] PER_CLIENT = {
        "breaker.http.rest-client=CLIENT",
        "breaker.http.rest-template=CLIENT",
        "breaker.http.web-client=CLIENT"
    };

    private final Downstream downstream = new Downstream();
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BreakerAutoConfiguration.class,
                                    BreakerHttpAutoConfiguration.class,
                                    BreakerRestClientAutoConfiguration.class,
                                    BreakerWebClientAutoConfiguration.class));

    @AfterEach
    void stop() {
        downstream.close();
    }

    private static Collection<?> breakers(ConfigurableApplicationContext context) {
        return context.getBean(BreakerRegistry.class).all();
    }

    @Test
    void aCustomizerMayNeedClientsThatAreNotGuarded() {
        runner.withUserConfiguration(Asking.class)
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .doesNotHaveBean(RestClientBeans.class)
                                        .doesNotHaveBean(WebClientBeans.class));
        runner.withUserConfiguration(Asking.class)
                .withPropertyValues("breaker.http.rest-template=CLIENT")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void nothingLooksAtBeansWhereOffIsWritten() {
        runner.withPropertyValues(
                        "breaker.http.rest-client=off",
                        "breaker.http.rest-template=false", // as YAML reads it
                        "breaker.http.web-client=OFF")
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .doesNotHaveBean(RestClientBeans.class)
                                        .doesNotHaveBean(WebClientBeans.class));
    }

    @Test
    void theSwitchOfTheStarterSwitchesOffWhatSettingsGuard() {
        runner.withPropertyValues(
                        "breaker.enabled=false",
                        "breaker.http.rest-client=HOST",
                        "breaker.http.rest-template=HOST",
                        "breaker.http.web-client=HOST",
                        "breaker.http.service-groups=HOST")
                .run(
                        context ->
                                assertThat(context)
                                        .hasSingleBean(RestBreakers.class)
                                        .hasSingleBean(WebClientBreakers.class)
                                        .doesNotHaveBean(RestClientBeans.class)
                                        .doesNotHaveBean(WebClientBeans.class)
                                        .doesNotHaveBean(RestClientCustomizer.class)
                                        .doesNotHaveBean(RestTemplateCustomizer.class)
                                        .doesNotHaveBean(WebClientCustomizer.class)
                                        .doesNotHaveBean(
                                                RestClientHttpServiceGroupConfigurer.class));
    }

    @Test
    void aScopedClientIsMadeAnewAndGuardedEachTime() {
        AtomicInteger made = new AtomicInteger();
        runner.withUserConfiguration(Scoped.class)
                .withBean(AtomicInteger.class, () -> made)
                .withPropertyValues(PER_CLIENT)
                .withInitializer(
                        context ->
                                context.getBeanFactory()
                                        .registerScope("thread", new SimpleThreadScope()))
                .run(
                        context -> {
                            assertThat(made).hasValue(0);
                            RestClient client = context.getBean("prices", RestClient.class);
                            inAThread(() -> get(client));
                            inAThread(() -> get(client));
                            assertThat(made).hasValue(2);
                            assertThat(
                                            context.getBean(BreakerRegistry.class)
                                                    .breaker("prices")
                                                    .snapshot()
                                                    .totalSuccessfulCalls())
                                    .isEqualTo(2);
                        });
    }

    private void get(RestClient client) {
        client.get().uri(downstream.url()).retrieve().body(String.class);
    }

    private static void inAThread(Runnable task) throws InterruptedException {
        Thread thread = new Thread(task);
        thread.start();
        thread.join();
    }

    /** As a mock does, it has no copy. */
    @Test
    void aClientThatCannotBeCopiedStaysAsItIs(CapturedOutput output) {
        RestClient rest = like(RestClient.class, null);
        WebClient web = like(WebClient.class, null);
        assertStay(rest, web);
        assertThat(output)
                .contains("The client rest is not behind a breaker", "RestBreakers.interceptor")
                .contains("The client web is not behind a breaker", "WebClientBreakers.filter");
    }

    @Test
    void aClientWhoseCopyIsSomethingElseStaysAsItIs(CapturedOutput output) {
        RestClient rest = like(RestClient.class, RestClient.create());
        WebClient web = like(WebClient.class, WebClient.create());
        assertStay(rest, web);
        assertThat(output).contains("The client rest is not", "The client web is not");
    }

    private void assertStay(RestClient rest, WebClient web) {
        runner.withBean("rest", RestClient.class, () -> rest)
                .withBean("web", WebClient.class, () -> web)
                .withPropertyValues(PER_CLIENT)
                .run(
                        context -> {
                            assertThat(context.getBean(RestClient.class)).isSameAs(rest);
                            assertThat(context.getBean(WebClient.class)).isSameAs(web);
                            assertThat(breakers(context)).isEmpty();
                        });
    }

    /** A client of the user's. */
    private static <T> T like(Class<T> type, T behind) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "equals" -> proxy == arguments[0];
                                    case "hashCode" -> 1;
                                    case "toString" -> "like";
                                    default ->
                                            behind == null
                                                    ? null
                                                    : method.invoke(behind, arguments);
                                }));
    }

    @Configuration(proxyBeanMethods = false)
    static class Asking {

        @Bean
        RestClient settings() {
            return RestClient.create();
        }

        @Bean
        WebClient others() {
            return WebClient.create();
        }

        @Bean
        BreakerConfigCustomizer customizer(RestClient settings, WebClient others) {
            return (name, config) -> {};
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Scoped {

        @Bean
        @Scope(value = "thread", proxyMode = ScopedProxyMode.INTERFACES)
        RestClient prices(AtomicInteger made) {
            made.incrementAndGet();
            return RestClient.create();
        }

        @Bean
        @Scope(value = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
        RestTemplate stocks(AtomicInteger made) {
            made.incrementAndGet();
            return new RestTemplate();
        }

        @Bean
        @Scope(value = "thread", proxyMode = ScopedProxyMode.INTERFACES)
        WebClient reactive(AtomicInteger made) {
            made.incrementAndGet();
            return WebClient.create();
        }
    }
}
