package dev.breaker.spring.stream;

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

    private final OrderBodies bodies;

    /**
     * A filter.
     *
     * @param bodies knows them
     */
    public ReactiveOrderFilter(OrderBodies bodies) {
        this.bodies = bodies;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!bodies.isOne(
                request.getMethod().name(),
                request.getPath().pathWithinApplication(),
                request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE))) {
            return chain.filter(exchange);
        }
        return readable(request)
                .map(body -> exchange.mutate().request(withBody(body, exchange)).build())
                .onErrorResume(
                        UnreadableOrderException.class,
                        unreadable ->
                                ReactiveDoors.write(
                                                bodies.refusal(unreadable), exchange.getResponse())
                                        .then(Mono.empty()))
                .flatMap(chain::filter);
    }

    private Mono<byte[]> readable(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), OrderBodies.LARGEST)
                .map(ReactiveOrderFilter::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(DataBufferLimitException.class, more -> OrderBodies.tooLong())
                .map(bodies::readable);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static ServerHttpRequest withBody(byte[] body, ServerWebExchange exchange) {
        ServerHttpRequest counted =
                exchange.getRequest()
                        .mutate()
                        .headers(headers -> headers.setContentLength(body.length))
                        .build();
        return new ServerHttpRequestDecorator(counted) {
            @Override
            public Flux<DataBuffer> getBody() {
                return Flux.defer(
                        () -> Flux.just(exchange.getResponse().bufferFactory().wrap(body)));
            }
        };
    }
}
