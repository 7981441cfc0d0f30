package dev.breaker.spring.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LiveEventsTests {

    private final EventNumbers numbers = new EventNumbers();
    private final List<Object> seen = new ArrayList<>();

    private static BreakerEvent event(long number) {
        return new BreakerEvent(
                number,
                "inventory",
                EventType.NOT_PERMITTED,
                Instant.EPOCH,
                new EventFacts.Refusal(State.OPEN, null));
    }

    private void poll(LiveEvents live) {
        live.poll(
                LiveEvents.CAPACITY,
                event -> seen.add(event.sequence()),
                (from, to) -> seen.add(from + ".." + to));
    }

    @Test
    void comeInTheOrderOfTheirNumbersHoweverTheyArrive() {
        numbers.next();
        LiveEvents live = numbers.follow();
        long two = numbers.next();
        long three = numbers.next();
        numbers.handOn(event(three));

        poll(live);
        assertThat(seen).isEmpty();
        assertThat(live.position()).isEqualTo(1);

        numbers.handOn(event(two));
        poll(live);
        assertThat(seen).containsExactly(2L, 3L);
        assertThat(live.position()).isEqualTo(3);
    }

    @Test
    void thatNobodyFetchesAreOverwrittenAndMissed() {
        LiveEvents live = numbers.follow();
        int all = LiveEvents.CAPACITY + 10;
        for (int i = 0; i < all; i++) {
            numbers.handOn(event(numbers.next()));
        }

        poll(live);

        long lost = all - LiveEvents.CAPACITY / 2 - 1;
        assertThat(seen.get(0)).isEqualTo("1.." + lost);
        assertThat(seen.subList(1, seen.size()))
                .isEqualTo(LongStream.rangeClosed(lost + 1, all).boxed().toList());
    }

    /** Somebody has taken a number, and never comes. */
    @Test
    void waitForNobodyForEver() {
        LiveEvents live = numbers.follow();
        long never = numbers.next();
        for (int i = 0; i < LiveEvents.CAPACITY; i++) {
            numbers.handOn(event(numbers.next()));
        }

        poll(live);

        assertThat(seen.get(0).toString()).startsWith(never + "..");
        assertThat(seen).contains(numbers.last());
    }

    @Test
    void aLateOneDoesNotTakeThePlaceOfALaterOne() {
        LiveEvents live = numbers.follow();
        long late = numbers.next();
        for (int i = 0; i < LiveEvents.CAPACITY; i++) {
            numbers.handOn(event(numbers.next()));
        }
        numbers.handOn(event(late));

        poll(live);

        assertThat(seen).contains(numbers.last());
    }

    @Test
    void comeInParts() {
        LiveEvents live = numbers.follow();
        for (int i = 0; i < 3; i++) {
            numbers.handOn(event(numbers.next()));
        }

        assertThat(live.poll(2, event -> seen.add(event.sequence()), (from, to) -> {})).isTrue();
        assertThat(seen).containsExactly(1L, 2L);
        assertThat(live.poll(2, event -> seen.add(event.sequence()), (from, to) -> {})).isFalse();
        assertThat(seen).containsExactly(1L, 2L, 3L);
    }

    @Test
    void comeNoMoreOnceNobodyFollows() {
        LiveEvents live = numbers.follow();
        live.close();

        numbers.handOn(event(numbers.next()));
        poll(live);

        assertThat(seen).isEmpty();
    }

    @Test
    @Timeout(60)
    void ofManyThreadsComeOnceEachAndInOrder() throws InterruptedException {
        int threads = 4;
        int each = 20_000;
        LiveEvents live = numbers.follow();
        CountDownLatch done = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            new Thread(
                            () -> {
                                for (int n = 0; n < each; n++) {
                                    numbers.handOn(event(numbers.next()));
                                }
                                done.countDown();
                            })
                    .start();
        }
        List<Long> fetched = new ArrayList<>();
        List<long[]> lost = new ArrayList<>();
        while (!Thread.interrupted() && (done.getCount() > 0 || live.position() < numbers.last())) {
            live.poll(
                    1000,
                    event -> fetched.add(event.sequence()),
                    (from, to) -> lost.add(new long[] {from, to}));
        }

        long missing = lost.stream().mapToLong(gap -> gap[1] - gap[0] + 1).sum();
        assertThat(fetched).isSorted().doesNotHaveDuplicates();
        assertThat(fetched.size() + missing).isEqualTo((long) threads * each);
    }
}
