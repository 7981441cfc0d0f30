package dev.breaker.spring.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers the events of all breakers, and hands them on to those who follow. Thread-safe. */
final class EventNumbers {

    /** So that a number of an earlier run of the application is known for one. */
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private final AtomicLong last = new AtomicLong();
    private volatile List<LiveEvents> followers = List.of();

    String run() {
        return run;
    }

    /** The number of the next event, which must be handed on. */
    long next() {
        return last.incrementAndGet();
    }

    long last() {
        return last.get();
    }

    /** Whoever has taken a number after somebody began to follow sees him here. */
    void handOn(BreakerEvent event) {
        List<LiveEvents> now = followers;
        if (!now.isEmpty()) {
            now.forEach(follower -> follower.add(event));
        }
    }

    synchronized LiveEvents follow() {
        LiveEvents follower = new LiveEvents(this);
        List<LiveEvents> more = new ArrayList<>(followers);
        more.add(follower);
        followers = List.copyOf(more);
        follower.begin(last.get());
        return follower;
    }

    synchronized void unfollow(LiveEvents follower) {
        followers = followers.stream().filter(other -> other != follower).toList();
    }
}
