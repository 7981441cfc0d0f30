package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.Calls;
import dev.breaker.spring.TestTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatusStreamTests {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final TestTime time = new TestTime();
    private final BreakerRegistry registry =
            BreakerRegistry.of(
                    BreakerConfig.builder().consecutiveFailuresThreshold(1).build(), time);
    private final AtomicInteger written = new AtomicInteger();
    private final HandPulse pulse = new HandPulse();
    private final StatusStream stream =
            new StatusStream(
                    registry,
                    new StatusStream.Settings(3, INTERVAL),
                    "READ_ONLY",
                    value -> {
                        written.incrementAndGet();
                        return JsonMapper.shared().writeValueAsString(value);
                    },
                    pulse);
    private final Breaker inventory = registry.breaker("inventory");
    private final Breaker payment = registry.breaker("payment");

    private RecordedConnection listen() {
        RecordedConnection connection = RecordedConnection.of(stream.open(new Visit("", null)));
        stream.tick(time.read());
        return connection;
    }

    private void afterAnInterval() {
        time.advance(INTERVAL);
        stream.tick(time.read());
    }

    private static JsonNode only(RecordedConnection client) {
        List<String> messages = client.read();
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0)).startsWith("event: status\ndata: ").endsWith("\n\n");
        return JsonMapper.shared().readTree(messages.get(0).split("data: ", 2)[1]);
    }

    private static List<String> names(JsonNode message) {
        return List.copyOf(message.get("circuitBreakers").propertyNames());
    }

    @Test
    void beginsInFullAndGoesOnWithWhatHasChanged() {
        RecordedConnection client = listen();

        JsonNode first = only(client);
        assertThat(first.get("full").asBoolean()).isTrue();
        assertThat(first.get("access").asString()).isEqualTo("READ_ONLY");
        assertThat(first.has("at")).isTrue();
        assertThat(names(first)).containsExactly("inventory", "payment");

        payment.forceOpen();
        registry.breaker("new");
        registry.remove("inventory");
        afterAnInterval();

        JsonNode second = only(client);
        assertThat(second.get("full").asBoolean()).isFalse();
        assertThat(names(second)).containsExactly("new", "payment");
        assertThat(second.get("removed"))
                .extracting(JsonNode::asString)
                .containsExactly("inventory");
    }

    @Test
    void isAliveWhenNothingHasChanged() {
        RecordedConnection client = listen();
        client.read();

        afterAnInterval();

        assertThat(client.read()).containsExactly(":\n\n");
    }

    @Test
    void timeThatPassesIsNoChange() {
        Calls.failUntilOpen(inventory, new IllegalStateException());
        RecordedConnection client = listen();
        client.read();

        afterAnInterval();

        assertThat(client.read()).containsExactly(":\n\n");
    }

    @Test
    void aWaitThatIsOverIsAChange() {
        Calls.failUntilOpen(inventory, new IllegalStateException());
        RecordedConnection client = listen();
        client.read();

        time.advance(Duration.ofMinutes(1));
        stream.tick(time.read());

        assertThat(names(only(client))).containsExactly("inventory");
    }

    @Test
    void writesOnceForAllClients() {
        listen();
        listen();
        listen();
        assertThat(written).hasValue(1);

        payment.forceOpen();
        afterAnInterval();
        assertThat(written).hasValue(2);
    }

    @Test
    void whoHasNotReadGetsAllWhenHeHas() {
        RecordedConnection slow = listen();
        payment.forceOpen();
        afterAnInterval();
        inventory.forceOpen();
        afterAnInterval();

        assertThat(only(slow).at("/circuitBreakers/payment/state").asString()).isEqualTo("CLOSED");
        assertThat(slow.aborted).isFalse();
        afterAnInterval();
        JsonNode next = only(slow);
        assertThat(next.get("full").asBoolean()).isTrue();
        assertThat(next.at("/circuitBreakers/payment/state").asString()).isEqualTo("FORCED_OPEN");
    }

    @Test
    void whoTakesNothingIsCutOff() {
        RecordedConnection dead = listen();
        for (int i = 0; i < 29; i++) {
            afterAnInterval();
        }
        assertThat(dead.aborted).isFalse();

        afterAnInterval();

        assertThat(dead.aborted).isTrue();
    }

    @Test
    void looksAtNothingWhileNobodyListens() {
        RecordedConnection client = listen();
        client.client.leave();
        stream.tick(time.read());

        assertThat(stream.isIdle()).isTrue();
        assertThat(pulse.streams).containsExactly(stream);
    }
}
