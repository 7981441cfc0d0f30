package dev.breaker.spring.http;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.Permit;
import dev.breaker.spring.ExceptionLists;
import dev.breaker.spring.Interruption;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * A request that has its permit. A connection that breaks is a failure whatever the breaker records
 * by name: a list of exceptions, inherited perhaps and about statuses, must not make a success of
 * it. What the breaker ignores is ignored. Thread-safe.
 *
 * @param permit of the request
 * @param settings of the breaker that gave it
 */
record PermittedCall(Permit permit, BreakerConfig settings) {

    private static final String TIME_OUTS_OF_NETTY = "io.netty.handler.timeout.";

    /**
     * Asks for permission.
     *
     * @throws dev.breaker.CallNotPermittedException if there is none
     */
    static PermittedCall of(Breaker breaker) {
        return new PermittedCall(breaker.acquire(), breaker.config());
    }

    void succeeded() {
        permit.succeeded();
    }

    void cancel() {
        permit.cancel();
    }

    /** The exchange broke, before or in the body. */
    void broke(Throwable thrown) {
        if (Interruption.isBehind(thrown)) {
            permit.cancel();
        } else if (isOfTheConnection(thrown) && !ExceptionLists.isIgnored(thrown, settings)) {
            permit.recordFailure(thrown);
        } else {
            permit.failed(thrown);
        }
    }

    private static boolean isOfTheConnection(Throwable thrown) {
        return thrown instanceof IOException
                || thrown instanceof TimeoutException
                || thrown.getClass().getName().startsWith(TIME_OUTS_OF_NETTY);
    }
}
