package dev.breaker.spring.http;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;

/** One exchange of a reactive client, from its permit to its verdict. */
final class ReactiveCall {

    private final PermittedCall call;
    private final Judge judge;
    private volatile boolean answered;
    private volatile boolean bodyIsRead; // or will be: somebody has subscribed
    private volatile boolean bodyHasBegun;

    ReactiveCall(PermittedCall call, Judge judge) {
        this.call = call;
        this.judge = judge;
    }

    Mono<ClientResponse> make(ClientRequest request, ExchangeFunction next) {
        return Mono.defer(() -> next.exchange(request))
                .map(response -> judged(request, response))
                .doOnError(this::broke)
                .doOnTerminate(this::endUnanswered)
                .doOnCancel(this::endUnread);
    }

    private ClientResponse judged(ClientRequest request, ClientResponse response) {
        answered = true;
        boolean undecided =
                judge.isUndecided(
                        call.permit(),
                        request.method().name(),
                        request.url(),
                        response.statusCode().value(),
                        response.headers().asHttpHeaders());
        return undecided ? withBodyThatDecides(response) : response;
    }

    private ClientResponse withBodyThatDecides(ClientResponse response) {
        return response.mutate()
                .body(
                        body ->
                                body.doOnSubscribe(reader -> bodyIsRead = true)
                                        .doOnNext(part -> bodyHasBegun = true)
                                        .doOnComplete(call::succeeded)
                                        .doOnError(this::broke)
                                        .doOnCancel(this::endReading))
                .build();
    }

    /** Whoever leaves a body that has begun had what he wanted; before that there is no verdict. */
    private void endReading() {
        if (bodyHasBegun) {
            call.succeeded();
        } else {
            call.cancel();
        }
    }

    /** A response that comes to somebody who has gone is dropped: nobody will read its body. */
    private void endUnread() {
        if (!bodyIsRead) {
            call.cancel();
        }
    }

    /** Without a response there is no body that could decide. */
    private void endUnanswered() {
        if (!answered) {
            call.cancel();
        }
    }

    private void broke(Throwable thrown) {
        Throwable cause = thrown.getCause();
        call.broke(thrown instanceof WebClientRequestException && cause != null ? cause : thrown);
    }
}
