package dev.breaker.spring.stream;

import static dev.breaker.spring.Calls.fail;
import static dev.breaker.spring.Calls.succeed;
import static dev.breaker.spring.stream.HandEvents.HEARTBEAT;
import static dev.breaker.spring.stream.HandEvents.field;
import static dev.breaker.spring.stream.HandEvents.types;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventStreamTests {

    private final HandEvents events = new HandEvents(2, 20, 3);
    private final EventStream stream = events.stream;
    private final Breaker inventory = events.inventory;

    private void tick() {
        events.tick();
    }

    private RecordedConnection listen(String path) {
        return events.listen(path, null);
    }

    private RecordedConnection listen(String path, String lastEventId) {
        return events.listen(path, lastEventId);
    }

    private String id(long sequence) {
        return events.id(sequence);
    }

    private static int status(Answer answer) {
        return ((Answer.Document) answer).status();
    }

    @Test
    void beginsWithWhereItBegins() {
        succeed(inventory);
        RecordedConnection client = listen("");

        assertThat(client.read()).containsExactly("retry: 2000\nid: " + id(1) + "\n\n");
    }

    @Test
    void eachClientHearsWhatItHasChosen() {
        events.registry.breaker("orders/eu");
        RecordedConnection all = listen("");
        RecordedConnection failures = listen("orders/eu/failure");
        all.read();
        failures.read();

        succeed(inventory);
        fail(events.registry.breaker("orders/eu"), new IllegalStateException());
        succeed(events.registry.breaker("orders/eu"));
        tick();

        assertThat(types(all.read())).containsExactly("SUCCESS", "FAILURE", "SUCCESS");
        assertThat(types(failures.read())).containsExactly("FAILURE");
        assertThat(all.wakes).isPositive();
    }

    @Test
    void ofANameWithKeysHasThoseOfTheKeysToo() {
        events.families.family("partner", "").of("acme");
        RecordedConnection client = listen("partner/success");
        client.read();

        succeed(events.families.family("partner", "").of("acme"));
        succeed(events.families.family("partner", "").of("new"));
        tick();

        assertThat(client.read()).hasSize(2).allMatch(message -> message.contains("\"partner/"));
    }

    @Test
    void whoComesBackGetsWhatHeMissed() {
        succeed(inventory);
        inventory.forceOpen();
        inventory.close();

        RecordedConnection client = listen("", id(1));

        assertThat(client.read())
                .extracting(message -> field("id", message))
                .containsExactly(id(1), id(2), id(3));
    }

    @Test
    void whoComesBackIsToldThatSomethingIsForgotten() {
        for (int i = 0; i < 10; i++) {
            succeed(inventory);
        }

        List<String> messages = listen("inventory", id(2)).read();

        assertThat(messages.get(1))
                .isEqualTo("event: gap\ndata: {\"missedFrom\":3,\"missedTo\":7}\n\n");
        assertThat(types(messages)).containsExactly("", "gap", "SUCCESS", "SUCCESS", "SUCCESS");
    }

    @Test
    void whatIsForgottenOfOthersIsNoGap() {
        inventory.forceOpen();
        inventory.close();
        for (int i = 0; i < 10; i++) {
            succeed(inventory);
        }

        assertThat(types(listen("inventory/transition", id(1)).read()))
                .containsExactly("", "TRANSITION");
    }

    @Test
    void theIdOfAnEarlierRunIsKnownForOne() {
        inventory.forceOpen();

        List<String> messages = listen("", "0badcafe-1").read();

        assertThat(types(messages)).containsExactly("", "gap", "TRANSITION");
        assertThat(messages.get(1)).contains("{\"missedFrom\":null,\"missedTo\":null}");
    }

    @Test
    void whatABreakerThatIsGoneHasToldIsAGap() {
        inventory.forceOpen();
        events.registry.remove("inventory");

        assertThat(types(listen("", id(0)).read())).containsExactly("", "gap");
    }

    @Test
    void moreThanAClientCouldTakeIsAGapToo() {
        for (int breaker = 0; breaker < 20; breaker++) {
            succeed(events.registry.breaker("b" + breaker));
        }

        RecordedConnection client = listen("", id(0));

        List<String> messages = client.read();
        assertThat(client.aborted).isFalse();
        assertThat(messages.get(1)).contains("{\"missedFrom\":1,\"missedTo\":10}");
        assertThat(messages).hasSize(12);
    }

    @Test
    void aClientThatDoesNotReadIsCutOffWhileOthersGoOn() {
        RecordedConnection slow = listen("");
        RecordedConnection quick = listen("");
        int heard = 0;
        for (int i = 0; i < 30; i++) {
            succeed(inventory);
            tick();
            heard += (int) types(quick.read()).stream().filter("SUCCESS"::equals).count();
        }

        assertThat(slow.aborted).isTrue();
        assertThat(slow.read()).isEmpty();
        assertThat(quick.aborted).isFalse();
        assertThat(heard).isEqualTo(30);
    }

    @Test
    void aClientThatTakesNothingForTwoHeartbeatsIsCutOff() {
        RecordedConnection dead = listen("");

        events.time.advance(HEARTBEAT);
        tick();
        assertThat(dead.aborted).isFalse();
        events.time.advance(HEARTBEAT);
        tick();
        assertThat(dead.aborted).isTrue();
    }

    @Test
    void sendsACommentWhenNothingHappens() {
        RecordedConnection client = listen("");
        client.read();

        events.time.advance(HEARTBEAT.minusMillis(1));
        tick();
        assertThat(client.read()).isEmpty();
        events.time.advance(Duration.ofMillis(1));
        tick();
        assertThat(client.read()).containsExactly(":\n\n");
    }

    @Test
    void takesNoMoreClientsThanThereMayBe() {
        listen("");
        RecordedConnection second = listen("");

        assertThat(status(stream.open(new Visit("", null)))).isEqualTo(503);

        second.client.leave();
        second.client.leave();
        listen("");
        assertThat(status(stream.open(new Visit("", null)))).isEqualTo(503);
    }

    @Test
    void anUnknownBreakerTakesNoPlace() {
        for (int i = 0; i < 5; i++) {
            assertThat(status(stream.open(new Visit("nobody", null)))).isEqualTo(404);
            assertThat(status(stream.open(new Visit("inventory/bang", null)))).isEqualTo(400);
        }
        listen("inventory");
        listen("inventory");
    }

    @Test
    void takesNobodyWhenTheApplicationCloses() {
        RecordedConnection client = listen("");
        client.read();
        events.pulse.beats = false;

        assertThat(status(stream.open(new Visit("", null)))).isEqualTo(503);
        stream.end();

        assertThat(client.ended).isTrue();
        assertThat(stream.isIdle()).isTrue();
    }

    @Test
    void followsNothingWhenTheLastClientIsGone() {
        RecordedConnection client = listen("");
        assertThat(stream.isIdle()).isFalse();

        client.client.leave();
        tick();

        assertThat(stream.isIdle()).isTrue();
    }
}
