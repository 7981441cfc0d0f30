package dev.breaker.spring.web;

import dev.breaker.CallNotPermittedException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.function.UnsupportedMediaTypeException;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * Answers a rejection that no handler method has taken with 503, {@code Retry-After} where a probe
 * is due, and a problem detail. Comes just before Spring Boot's own handler, which takes all; a
 * rejection that the application has wrapped in an exception of its own is the application's.
 */
public final class CallNotPermittedExceptionHandler implements WebExceptionHandler, Ordered {

    /** Just outside of Spring Boot's. */
    private static final int ORDER = -2;

    private static final Log LOG = LogFactory.getLog(CallNotPermittedExceptionHandler.class);

    private final ServerResponse.Context context;

    /**
     * A handler.
     *
     * @param codecs those of Spring WebFlux, which write the problem detail
     */
    public CallNotPermittedExceptionHandler(ServerCodecConfigurer codecs) {
        context = new Codecs(codecs);
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable exception) {
        CallNotPermittedException rejection =
                Rejections.in(Exceptions.unwrap(exception), ExecutionException.class);
        if (rejection == null || exchange.getResponse().isCommitted()) {
            return Mono.error(exception);
        }
        return answer(rejection)
                .flatMap(answer -> answer.writeTo(exchange, context))
                .onErrorResume(
                        UnsupportedMediaTypeException.class,
                        noJsonHere -> withoutBody(exchange.getResponse()))
                .onErrorResume(
                        broken -> {
                            LOG.warn(
                                    "The rejection could not be answered: "
                                            + rejection.getMessage(),
                                    broken);
                            return Mono.error(exception);
                        });
    }

    private static Mono<ServerResponse> answer(CallNotPermittedException rejection) {
        ServerResponse.BodyBuilder answer =
                ServerResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        String retryAfter = Rejections.retryAfter(rejection);
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        return answer.bodyValue(Rejections.problem(rejection));
    }

    private static Mono<Void> withoutBody(ServerHttpResponse response) {
        response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
        response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
        return response.setComplete();
    }

    private record Codecs(ServerCodecConfigurer configurer) implements ServerResponse.Context {

        @Override
        public List<HttpMessageWriter<?>> messageWriters() {
            return configurer.getWriters();
        }

        @Override
        public List<ViewResolver> viewResolvers() {
            return List.of();
        }
    }
}
