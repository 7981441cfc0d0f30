package dev.breaker.spring.stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/**
 * The doors in Spring WebFlux, just before Actuator, which gets all that is not for one of them.
 */
public final class ReactiveDoors extends AbstractHandlerMapping {

    private static final int BEFORE_ACTUATOR = -101;

    private final EndpointDoors doors;
    private final @Nullable CorsConfiguration cors;

    /**
     * A mapping.
     *
     * @param doors the doors
     * @param cors as for the endpoints
     */
    public ReactiveDoors(EndpointDoors doors, @Nullable CorsConfiguration cors) {
        this.doors = doors;
        this.cors = cors;
        setOrder(BEFORE_ACTUATOR);
    }

    @Override
    protected Mono<?> getHandlerInternal(ServerWebExchange exchange) {
        EndpointDoors.Found found =
                exchange.getAttribute(OrderBodies.REFUSAL) instanceof EndpointDoors.Found refusal
                        ? refusal
                        : find(exchange.getRequest());
        if (found == null) {
            return Mono.empty();
        }
        ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .ifPresent(observed -> observed.setPathPattern(found.pattern()));
        return Mono.just((WebHandler) answered -> Mono.defer(() -> answer(found, answered)));
    }

    private EndpointDoors.@Nullable Found find(ServerHttpRequest request) {
        return doors.find(
                request.getMethod().name(),
                request.getPath().pathWithinApplication(),
                () -> request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT));
    }

    private static Mono<Void> answer(EndpointDoors.Found found, ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        Answer answer =
                found.door().open(new Visit(found.rest(), lastEventId(exchange.getRequest())));
        if (answer instanceof Answer.Document document) {
            response.setStatusCode(HttpStatusCode.valueOf(document.status()));
            document.headers().forEach(response.getHeaders()::set);
            byte[] body = document.bytes();
            response.getHeaders().setContentLength(body.length);
            return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
        }
        return stream(((Answer.Streaming) answer).client(), response);
    }

    private static @Nullable String lastEventId(ServerHttpRequest request) {
        String last = request.getHeaders().getFirst(StreamHeaders.LAST_EVENT_ID);
        return last != null
                ? last
                : request.getQueryParams().getFirst(StreamHeaders.LAST_EVENT_ID_PARAMETER);
    }

    private static Mono<Void> stream(Client client, ServerHttpResponse response) {
        StreamHeaders.ALL.forEach(response.getHeaders()::set);
        Flux<DataBuffer> messages =
                Flux.create(
                        sink -> {
                            ReactiveConnection connection =
                                    new ReactiveConnection(
                                            sink,
                                            response.bufferFactory(),
                                            client,
                                            () -> cut(response));
                            sink.onRequest(more -> connection.wake());
                            sink.onDispose(client::leave);
                            client.join(connection);
                        },
                        FluxSink.OverflowStrategy.IGNORE);
        return response.writeAndFlushWith(messages.map(Mono::just))
                .doFinally(signal -> client.leave());
    }

    /**
     * An answer that ends as usual waits until all that was sent is read, which a slow client never
     * does. Of Netty's, the response is the connection, too.
     */
    private static void cut(ServerHttpResponse response) {
        if (ServerHttpResponseDecorator.getNativeResponse(response)
                instanceof Disposable connection) {
            connection.dispose();
        }
    }

    @Override
    protected boolean hasCorsConfigurationSource(Object handler) {
        return cors != null;
    }

    @Override
    protected @Nullable CorsConfiguration getCorsConfiguration(
            Object handler, ServerWebExchange exchange) {
        CorsConfiguration own = super.getCorsConfiguration(handler, exchange);
        return own != null ? own : cors;
    }
}
