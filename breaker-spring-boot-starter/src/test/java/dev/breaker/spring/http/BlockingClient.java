package dev.breaker.spring.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** The blocking clients, by what they have in common, and the ways to put them behind a breaker. */
enum BlockingClient {
    REST_CLIENT_ON_JDK {
        @Override
        Caller with(Duration timeout, RestBreakers breakers, ClientHttpRequestInterceptor... more) {
            return restClient(jdk(timeout), and(breakers, more));
        }
    },
    REST_CLIENT_ON_URL_CONNECTION {
        @Override
        Caller with(Duration timeout, RestBreakers breakers, ClientHttpRequestInterceptor... more) {
            SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
            factory.setReadTimeout(timeout);
            return restClient(factory, and(breakers, more));
        }
    },
    REST_CLIENT_BY_SETTING {
        @Override
        Caller with(Duration timeout, RestBreakers breakers, ClientHttpRequestInterceptor... more) {
            RestClient.Builder builder = builder(jdk(timeout), more);
            breakers.guard(BREAKER, builder);
            return caller(builder.build());
        }
    },
    REST_TEMPLATE {
        @Override
        Caller with(Duration timeout, RestBreakers breakers, ClientHttpRequestInterceptor... more) {
            return caller(template(jdk(timeout), and(breakers, more)));
        }
    },
    REST_TEMPLATE_BY_SETTING {
        @Override
        Caller with(Duration timeout, RestBreakers breakers, ClientHttpRequestInterceptor... more) {
            RestTemplate template = template(jdk(timeout), more);
            breakers.guard(BREAKER, new GuardedRestTemplate(template));
            return caller(template);
        }
    };

    static final String BREAKER = "prices";

    /** Long enough for any machine that is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Makes requests. */
    interface Caller {
        String get(String url);

        <T> T stream(String url, Reading<T> reading);
    }

    /** Reads a body as it comes. */
    interface Reading<T> {
        T read(InputStream body) throws IOException;
    }

    /** Interceptors come in the order in which they see a request, that of the breaker last. */
    abstract Caller with(
            Duration timeout, RestBreakers breakers, ClientHttpRequestInterceptor... more);

    Caller guarded(RestBreakers breakers, ClientHttpRequestInterceptor... more) {
        return with(PATIENCE, breakers, more);
    }

    /** Waits 200 ms for an answer. */
    Caller impatient(RestBreakers breakers) {
        return with(Duration.ofMillis(200), breakers);
    }

    private static ClientHttpRequestInterceptor[] and(
            RestBreakers breakers, ClientHttpRequestInterceptor... more) {
        ClientHttpRequestInterceptor[] all = Arrays.copyOf(more, more.length + 1);
        all[more.length] = breakers.interceptor(BREAKER);
        return all;
    }

    private static Caller restClient(
            ClientHttpRequestFactory factory, ClientHttpRequestInterceptor... interceptors) {
        return caller(builder(factory, interceptors).build());
    }

    private static RestClient.Builder builder(
            ClientHttpRequestFactory factory, ClientHttpRequestInterceptor... interceptors) {
        RestClient.Builder builder = RestClient.builder().requestFactory(factory);
        for (ClientHttpRequestInterceptor interceptor : interceptors) {
            builder.requestInterceptor(interceptor);
        }
        return builder;
    }

    private static Caller caller(RestClient client) {
        return new Caller() {
            @Override
            public String get(String url) {
                return client.get().uri(url).retrieve().body(String.class);
            }

            @Override
            public <T> T stream(String url, Reading<T> reading) {
                return client.get()
                        .uri(url)
                        .exchange((request, response) -> reading.read(response.getBody()));
            }
        };
    }

    private static RestTemplate template(
            ClientHttpRequestFactory factory, ClientHttpRequestInterceptor... interceptors) {
        RestTemplate template = new RestTemplate(factory);
        for (ClientHttpRequestInterceptor interceptor : interceptors) {
            template.getInterceptors().add(interceptor);
        }
        return template;
    }

    private static Caller caller(RestTemplate template) {
        return new Caller() {
            @Override
            public String get(String url) {
                return template.getForObject(url, String.class);
            }

            @Override
            public <T> T stream(String url, Reading<T> reading) {
                return template.execute(
                        url, HttpMethod.GET, null, response -> reading.read(response.getBody()));
            }
        };
    }

    private static ClientHttpRequestFactory jdk(Duration timeout) {
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory();
        factory.setReadTimeout(timeout);
        return factory;
    }
}
