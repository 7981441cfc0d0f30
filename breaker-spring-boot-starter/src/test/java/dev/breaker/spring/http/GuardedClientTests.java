package dev.breaker.spring.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.TestBreakers;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.client.BufferingClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.InterceptingClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Where the breaker of a setting is put. */
@ExtendWith(OutputCaptureExtension.class)
class GuardedClientTests {

    private static final ClientHttpRequestInterceptor ANY =
            (request, body, execution) -> execution.execute(request, body);
    private static final String WARNING = "so its breaker is an interceptor";

    private final BreakerRegistry registry = BreakerRegistry.of(BreakerConfig.builder().build());
    private final RestBreakers breakers =
            new RestBreakers(
                    new HttpBreakers(
                            new TestBreakers(registry),
                            "",
                            100,
                            new StatusRules(StatusRules.FAILURES, StatusRules.IGNORED),
                            InstantSource.system()));
    private final Downstream downstream = new Downstream();

    @AfterEach
    void stop() {
        downstream.close();
    }

    private long successes(String breaker) {
        return registry.breaker(breaker).snapshot().totalSuccessfulCalls();
    }

    private void get(RestClient client) {
        client.get().uri(downstream.url()).retrieve().toBodilessEntity();
    }

    @Test
    void aBuilderHasNoInterceptorForIt() {
        RestClient.Builder builder = RestClient.builder();
        breakers.guard("prices", builder);

        assertThat(builder.build()).extracting("interceptors").isNull();
        get(builder.build());
        assertThat(successes("prices")).isOne();
    }

    @Test
    void whatMadeTheRequestsStillMakesThem() {
        ClientHttpRequestFactory own = new JdkClientHttpRequestFactory();
        RestClient.Builder builder = RestClient.builder().requestFactory(own);
        breakers.guard("prices", builder);

        assertThat(RestClientInsight.requestsOf(builder))
                .isInstanceOfSatisfying(
                        GuardingRequestFactory.class,
                        guarding -> assertThat(guarding.getDelegate()).isSameAs(own));
    }

    @Test
    void aNearerSettingTakesThePlaceOfAFartherOne() {
        RestClient.Builder builder = RestClient.builder();
        breakers.guardByHost(builder);
        breakers.guard("group", builder);
        get(builder.build());

        assertThat(successes("group")).isOne();
        assertThat(registry.find(downstream.host())).isEmpty();
    }

    @Test
    void whatWasAddedByHandIsFoundWithinOtherThings() {
        RestClient.Builder builder =
                RestClient.builder()
                        .requestFactory(
                                new BufferingClientHttpRequestFactory(
                                        breakers.requestFactory(
                                                new JdkClientHttpRequestFactory(), "chosen")));
        breakers.guard("prices", builder);
        get(builder.build());

        assertThat(successes("chosen")).isOne();
        assertThat(registry.find("prices")).isEmpty();
    }

    @Test
    void aTemplateKeepsItsInterceptors() {
        RestTemplate template = new RestTemplate();
        template.getInterceptors().add(ANY);
        breakers.guard("stocks", new GuardedRestTemplate(template));
        template.getForObject(downstream.url(), String.class);

        assertThat(template.getInterceptors()).containsExactly(ANY);
        assertThat(
                        ((InterceptingClientHttpRequestFactory) template.getRequestFactory())
                                .getDelegate())
                .isInstanceOf(GuardingRequestFactory.class);
        assertThat(successes("stocks")).isOne();
    }

    @Test
    void aTemplateIsGuardedOnceHoweverOften() {
        RestTemplate template = new RestTemplate();
        ClientHttpRequestFactory own = template.getRequestFactory();
        breakers.guardByHost(template);
        breakers.guardByHost(template);

        assertThat(((GuardingRequestFactory) template.getRequestFactory()).getDelegate())
                .isSameAs(own);
    }

    @Test
    void aTemplateThatKeepsItsRequestsIsGuardedByAnInterceptor(CapturedOutput output) {
        RestTemplate stubborn =
                new RestTemplate() {
                    @Override
                    public void setRequestFactory(ClientHttpRequestFactory requests) {}
                };
        breakers.guard("stocks", new GuardedRestTemplate(stubborn));
        breakers.guard("stocks", new GuardedRestTemplate(stubborn));
        stubborn.getForObject(downstream.url(), String.class);

        assertThat(stubborn.getInterceptors()).hasSize(1);
        assertThat(successes("stocks")).isOne();
        assertThat(output.getOut().split(WARNING, -1)).hasSize(2);
    }

    @Test
    void aBuilderOfTheUsersIsGuardedByAnInterceptor(CapturedOutput output) {
        RestClient.Builder builder = likeABuilder(RestClient.builder());
        breakers.guard("prices", builder);
        get(builder.build());

        assertThat(successes("prices")).isOne();
        assertThat(output).contains(WARNING);
    }

    private static RestClient.Builder likeABuilder(RestClient.Builder behind) {
        return (RestClient.Builder)
                Proxy.newProxyInstance(
                        RestClient.Builder.class.getClassLoader(),
                        new Class<?>[] {RestClient.Builder.class},
                        (proxy, method, arguments) -> method.invoke(behind, arguments));
    }

    @Test
    void aBuilderThatGuardsIsABuilder() {
        RestClient.Builder builder =
                GuardingBuilder.of(RestClient.builder(), breakers::guardByHost);

        assertThat(GuardingBuilder.of(builder, breakers::guardByHost)).isSameAs(builder);
        assertThat(builder.baseUrl(downstream.url())).isSameAs(builder).isEqualTo(builder);
        assertThat(builder.clone()).isNotEqualTo(builder);
        assertThat(builder).hasSameHashCodeAs(builder).hasToString(builder.toString());
        get(builder.build());
        get(builder.clone().build());
        assertThat(successes(downstream.host())).isEqualTo(2);
    }
}
