package dev.breaker.spring.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** The blocking clients, by what they have in common. */
enum BlockingClient {
    REST_CLIENT_ON_JDK {
        @Override
        Caller with(Duration timeout, ClientHttpRequestInterceptor... interceptors) {
            return restClient(jdk(timeout), interceptors);
        }
    },
    REST_CLIENT_ON_URL_CONNECTION {
        @Override
        Caller with(Duration timeout, ClientHttpRequestInterceptor... interceptors) {
            SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
            factory.setReadTimeout(timeout);
            return restClient(factory, interceptors);
        }
    },
    REST_TEMPLATE {
        @Override
        Caller with(Duration timeout, ClientHttpRequestInterceptor... interceptors) {
            return restTemplate(jdk(timeout), interceptors);
        }
    };

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

    abstract Caller with(Duration timeout, ClientHttpRequestInterceptor... interceptors);

    Caller guarded(ClientHttpRequestInterceptor... interceptors) {
        return with(PATIENCE, interceptors);
    }

    /** Waits 200 ms for an answer. */
    Caller impatient(ClientHttpRequestInterceptor interceptor) {
        return with(Duration.ofMillis(200), interceptor);
    }

    private static Caller restClient(
            ClientHttpRequestFactory factory, ClientHttpRequestInterceptor... interceptors) {
        RestClient.Builder builder = RestClient.builder().requestFactory(factory);
        for (ClientHttpRequestInterceptor interceptor : interceptors) {
            builder.requestInterceptor(interceptor);
        }
        RestClient client = builder.build();
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

    private static Caller restTemplate(
            ClientHttpRequestFactory factory, ClientHttpRequestInterceptor... interceptors) {
        RestTemplate template = new RestTemplate(factory);
        for (ClientHttpRequestInterceptor interceptor : interceptors) {
            template.getInterceptors().add(interceptor);
        }
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
