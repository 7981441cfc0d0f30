package dev.breaker.spring.http;

import dev.breaker.Breaker;
import java.util.HashSet;
import java.util.Set;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/**
 * Lets requests of a reactive client pass a breaker. Permission is asked for when somebody
 * subscribes, each time, so that a retry asks anew; a rejection is an error signal. As with {@link
 * BlockingGate}, a request passes each breaker once.
 */
final class GuardingFilter implements ExchangeFilterFunction {

    private static final String PASSED = GuardingFilter.class.getName() + ".passed";

    private final BreakerSource source;
    private final Judge judge;
    private final boolean automatic;

    /**
     * A filter.
     *
     * @param automatic whether a setting put it there, and not the user's code
     */
    GuardingFilter(BreakerSource source, Judge judge, boolean automatic) {
        this.source = source;
        this.judge = judge;
        this.automatic = automatic;
    }

    boolean isAutomatic() {
        return automatic;
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        return Mono.defer(
                () -> {
                    Breaker breaker = source.of(request.url());
                    Set<Breaker> passed = passed(request);
                    return passed.add(breaker)
                            ? new ReactiveCall(PermittedCall.of(breaker), judge)
                                    .make(marked(request, passed), next)
                            : next.exchange(request);
                });
    }

    @SuppressWarnings("unchecked")
    private static Set<Breaker> passed(ClientRequest request) {
        return new HashSet<>(
                (Set<Breaker>) request.attributes().getOrDefault(PASSED, Set.<Breaker>of()));
    }

    /** On the request and not in the context, for that is also the one of other requests within. */
    private static ClientRequest marked(ClientRequest request, Set<Breaker> passed) {
        return ClientRequest.from(request).attribute(PASSED, passed).build();
    }
}
