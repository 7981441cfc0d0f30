package dev.breaker.spring.stream;

import java.util.function.Consumer;

/**
 * Somebody who listens to statuses. If he has not read the last message when there is another, he
 * does not get it, but all statuses when he has: there is never more than one message in his queue.
 */
final class StatusClient extends Client {

    /** Of the thread of all streams. */
    boolean isBehind;

    StatusClient(Consumer<StatusClient> onJoin, Runnable onLeave) {
        super(1, client -> onJoin.accept((StatusClient) client), onLeave);
    }
}
