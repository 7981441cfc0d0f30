package dev.breaker.spring.stream;

import static dev.breaker.spring.Calls.succeed;
import static dev.breaker.spring.stream.HandEvents.field;
import static dev.breaker.spring.stream.HandEvents.types;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much is done in one turn, of what is to be done for many clients or many events. */
class EventTurnsTests {

    private static final int WELCOMES = 8;

    private static void record(HandEvents events, int count) {
        for (int i = 0; i < count; i++) {
            succeed(events.inventory);
        }
    }

    /** Turns, in each of which the client reads all, until there is no more to do. */
    private static List<String> readInTurns(HandEvents events, RecordedConnection client) {
        List<String> read = new ArrayList<>();
        boolean more = true;
        while (more) {
            more = events.tick();
            read.addAll(client.read());
        }
        return read;
    }

    private static List<String> ids(List<String> messages) {
        return messages.stream()
                .filter(message -> field("event", message).equals("SUCCESS"))
                .map(message -> field("id", message))
                .toList();
    }

    private static List<String> ids(HandEvents events, long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(events::id).toList();
    }

    @Test
    void eightNewcomersAreWelcomedInATurnAndTheOthersInTheNext() {
        HandEvents events = new HandEvents(100, 20, 3);
        List<RecordedConnection> clients =
                IntStream.range(0, 20).mapToObj(i -> events.arrive("", null)).toList();
        events.tick(); // begins to follow

        List<Integer> welcomed = new ArrayList<>();
        List<Boolean> more = new ArrayList<>();
        for (int turn = 0; turn < 4; turn++) {
            more.add(events.tick());
            int before = welcomed.stream().mapToInt(Integer::intValue).sum();
            welcomed.add((int) clients.stream().skip(before).takeWhile(it -> it.wakes > 0).count());
        }

        assertThat(welcomed).containsExactly(WELCOMES, WELCOMES, 4, 0);
        assertThat(more).containsExactly(true, true, false, false);
        assertThat(clients).allMatch(client -> client.read().size() == 1);
    }

    @Test
    void whoWaitsForHisWelcomeMissesNothingAndHearsNothingTwice() {
        HandEvents events = new HandEvents(100, 200, 100);
        record(events, 3);
        List<RecordedConnection> clients =
                IntStream.range(0, 3 * WELCOMES)
                        .mapToObj(i -> events.arrive("", events.id(1)))
                        .toList();
        events.tick(); // begins to follow

        for (int turn = 0; turn < 4; turn++) {
            record(events, 1);
            events.tick();
        }

        assertThat(clients).allMatch(client -> ids(client.read()).equals(ids(events, 2, 7)));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 100, 8192})
    void whoReadsIsNotCutOffHoweverManyEventsThereAreAtOnce(int queue) {
        HandEvents events = new HandEvents(1, queue, 3);
        RecordedConnection client = events.listen("", null);
        client.read();

        int many = Math.min(3 * queue, 10_000);
        record(events, many);

        assertThat(ids(readInTurns(events, client))).isEqualTo(ids(events, 1, many));
        assertThat(client.aborted).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 100, 4096})
    void aTurnFillsAQuarterOfAQueueAtTheMost(int queue) {
        HandEvents events = new HandEvents(1, queue, 3);
        RecordedConnection client = events.listen("", null);
        client.read();

        record(events, queue);

        assertThat(events.tick()).isTrue();
        assertThat(client.read()).hasSize(queue / 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 100, 1000})
    void whoComesBackForMoreThanFitsGetsTheLastOfItAndIsToldOfTheRest(int queue) {
        HandEvents events = new HandEvents(1, queue, 3000);
        record(events, 3000);

        RecordedConnection client = events.listen("", events.id(10));
        List<String> messages = client.read();

        assertThat(client.aborted).isFalse();
        assertThat(messages.get(1))
                .contains("{\"missedFrom\":11,\"missedTo\":%d}".formatted(3000 - queue / 2));
        assertThat(ids(messages)).isEqualTo(ids(events, 3001 - queue / 2, 3000));
    }

    @Test
    void ofThePastNobodyGetsMoreThanTwoThousandEventsHoweverLongHisQueue() {
        HandEvents events = new HandEvents(1, 8192, 3000);
        record(events, 3000);

        List<String> messages = events.listen("", events.id(0)).read();

        assertThat(messages.get(1)).contains("{\"missedFrom\":1,\"missedTo\":952}");
        assertThat(ids(messages)).isEqualTo(ids(events, 953, 3000));
    }

    @Test
    void whoComesBackAmidstManyEventsHearsThemAllOnce() {
        HandEvents events = new HandEvents(2, 16, 3000);
        RecordedConnection other = events.listen("", null);
        record(events, 5);
        RecordedConnection client = events.arrive("", events.id(2));
        record(events, 100);

        List<String> read = new ArrayList<>();
        boolean more = true;
        while (more) {
            more = events.tick();
            read.addAll(client.read());
            other.read();
        }

        assertThat(ids(read)).isEqualTo(ids(events, 3, 105));
        assertThat(Collections.frequency(types(read), "gap")).isZero();
        assertThat(other.aborted).isFalse();
    }
}
