package dev.breaker.spring.http;

import dev.breaker.Permit;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;

/** One exchange of a reactive client, from its permit to its verdict. */
final class ReactiveCall {

    private final Permit permit;
    private final Judge judge;
    private volatile boolean answered;

    ReactiveCall(Permit permit, Judge judge) {
        this.permit = permit;
        this.judge = judge;
    }

    Mono<ClientResponse> make(ClientRequest request, ExchangeFunction next) {
        return Mono.defer(() -> next.exchange(request))
                .map(response -> judged(request, response))
                .doOnError(this::broke)
                .doOnTerminate(this::endUnanswered)
                .doOnCancel(this::endUnanswered);
    }

    private ClientResponse judged(ClientRequest request, ClientResponse response) {
        answered = true;
        boolean undecided =
                judge.isUndecided(
                        permit,
                        request.method().name(),
                        request.url(),
                        response.statusCode().value(),
                        response.headers().asHttpHeaders());
        return undecided ? withBodyThatDecides(response) : response;
    }

    /** Whoever cancels may have had enough or have lost patience: that is no verdict. */
    private ClientResponse withBodyThatDecides(ClientResponse response) {
        return response.mutate()
                .body(
                        body ->
                                body.doOnComplete(permit::succeeded)
                                        .doOnError(this::broke)
                                        .doOnCancel(permit::cancel))
                .build();
    }

    /** Without a response there is no body that could decide. */
    private void endUnanswered() {
        if (!answered) {
            permit.cancel();
        }
    }

    private void broke(Throwable thrown) {
        Throwable cause = thrown.getCause();
        Judge.broke(
                permit,
                thrown instanceof WebClientRequestException && cause != null ? cause : thrown);
    }
}
