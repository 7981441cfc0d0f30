package dev.breaker.spring.stream;

import java.util.function.Supplier;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes the bodies of orders readable, in Spring WebFlux. */
public final class ReactiveOrderFilter implements WebFilter {

    private final Supplier<OrderBodies> bodies;

    /**
     * A filter.
     *
     * @param bodies knows them; asked for with the first request that can be an order, for filters
     *     are made before the web server, and endpoints after it
     */
    public ReactiveOrderFilter(Supplier<OrderBodies> bodies) {
        this.bodies = bodies;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        boolean isOrder =
                OrderBodies.canBeIn(
                                request.getMethod().name(),
                                request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE))
                        && bodies.get().areSentTo(request.getPath().pathWithinApplication());
        return isOrder
                ? readable(exchange, bodies.get()).flatMap(chain::filter)
                : chain.filter(exchange);
    }

    private static Mono<ServerWebExchange> readable(
            ServerWebExchange exchange, OrderBodies bodies) {
        return DataBufferUtils.join(exchange.getRequest().getBody(), OrderBodies.LARGEST)
                .map(ReactiveOrderFilter::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(DataBufferLimitException.class, more -> OrderBodies.tooLarge())
                .map(body -> withBody(bodies.readable(body), exchange))
                .onErrorResume(
                        UnreadableOrderException.class,
                        unreadable -> {
                            exchange.getAttributes()
                                    .put(OrderBodies.REFUSAL, bodies.refusal(unreadable));
                            return Mono.just(exchange);
                        });
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static ServerWebExchange withBody(byte[] body, ServerWebExchange exchange) {
        ServerHttpRequest counted =
                exchange.getRequest()
                        .mutate()
                        .headers(headers -> headers.setContentLength(body.length))
                        .build();
        ServerHttpRequest readable =
                new ServerHttpRequestDecorator(counted) {
                    @Override
                    public Flux<DataBuffer> getBody() {
                        return Flux.defer(
                                () -> Flux.just(exchange.getResponse().bufferFactory().wrap(body)));
                    }
                };
        return exchange.mutate().request(readable).build();
    }
}
