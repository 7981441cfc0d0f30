package dev.breaker.spring.stream;

import static dev.breaker.spring.Calls.fail;
import static dev.breaker.spring.Calls.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.FallbackOn;
import dev.breaker.spring.StarterSettings;
import dev.breaker.spring.TestBreakers;
import dev.breaker.spring.TestTime;
import dev.breaker.spring.endpoint.BreakerEvents;
import dev.breaker.spring.endpoint.CircuitBreakerEventsEndpoint;
import dev.breaker.spring.endpoint.EventChoices;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EventStreamTests {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Pattern FIELD = Pattern.compile("(?m)^(id|event): (.*)$");

    private final TestTime time = new TestTime();
    private final BreakerRegistry registry =
            BreakerRegistry.of(BreakerConfig.builder().build(), time);
    private final TestBreakers settings =
            new TestBreakers(registry)
                    .with("inventory", new StarterSettings(FallbackOn.FAILURE, 3, true, false));
    private final BreakerFamilies families = new BreakerFamilies(registry, settings, time);
    private final BreakerEvents events = new BreakerEvents(registry, settings, families, false);
    private final HandPulse pulse = new HandPulse();
    private final EventStream stream =
            new EventStream(
                    new EventChoices(registry, families),
                    events,
                    new EventStream.Settings(2, 20, HEARTBEAT),
                    JsonMapper.shared()::writeValueAsString,
                    pulse);
    private final Breaker inventory = registry.breaker("inventory");

    @BeforeEach
    void record() {
        new CircuitBreakerEventsEndpoint(registry, events, families);
    }

    private void tick() {
        stream.tick(time.read());
    }

    private RecordedConnection listen(String path) {
        return listen(path, null);
    }

    private RecordedConnection listen(String path, @Nullable String lastEventId) {
        RecordedConnection connection =
                RecordedConnection.of(stream.open(new Visit(path, lastEventId)));
        tick(); // begins to follow
        tick(); // is welcomed
        return connection;
    }

    private static List<String> types(List<String> messages) {
        return messages.stream().map(message -> field("event", message)).toList();
    }

    private static String field(String name, String message) {
        Matcher field = FIELD.matcher(message);
        while (field.find()) {
            if (field.group(1).equals(name)) {
                return field.group(2);
            }
        }
        return "";
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

    private String id(long sequence) {
        return events.run() + "-" + sequence;
    }

    @Test
    void eachClientHearsWhatItHasChosen() {
        registry.breaker("orders/eu");
        RecordedConnection all = listen("");
        RecordedConnection failures = listen("orders/eu/failure");
        all.read();
        failures.read();

        succeed(inventory);
        fail(registry.breaker("orders/eu"), new IllegalStateException());
        succeed(registry.breaker("orders/eu"));
        tick();

        assertThat(types(all.read())).containsExactly("SUCCESS", "FAILURE", "SUCCESS");
        assertThat(types(failures.read())).containsExactly("FAILURE");
        assertThat(all.wakes).isPositive();
    }

    @Test
    void ofANameWithKeysHasThoseOfTheKeysToo() {
        RecordedConnection client;
        families.family("partner", "").of("acme");
        client = listen("partner/success");
        client.read();

        succeed(families.family("partner", "").of("acme"));
        succeed(families.family("partner", "").of("new"));
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
        registry.remove("inventory");

        assertThat(types(listen("", id(0)).read())).containsExactly("", "gap");
    }

    @Test
    void moreThanAClientCouldTakeIsAGapToo() {
        for (int breaker = 0; breaker < 20; breaker++) {
            succeed(registry.breaker("b" + breaker));
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

        time.advance(HEARTBEAT);
        tick();
        assertThat(dead.aborted).isFalse();
        time.advance(HEARTBEAT);
        tick();
        assertThat(dead.aborted).isTrue();
    }

    @Test
    void sendsACommentWhenNothingHappens() {
        RecordedConnection client = listen("");
        client.read();

        time.advance(HEARTBEAT.minusMillis(1));
        tick();
        assertThat(client.read()).isEmpty();
        time.advance(Duration.ofMillis(1));
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
        pulse.beats = false;

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
