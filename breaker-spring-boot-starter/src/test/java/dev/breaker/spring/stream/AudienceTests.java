package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AudienceTests {

    private final Audience<Client> audience = new Audience<>(100, Duration.ofSeconds(30));
    private final List<Client> welcomed = new ArrayList<>();

    private RecordedConnection arrive() {
        RecordedConnection connection =
                new RecordedConnection(new Client(4, audience::arrive, audience::giveBack));
        connection.client.join(connection);
        return connection;
    }

    private List<Client> arrive(int clients) {
        return Stream.generate(this::arrive).limit(clients).map(it -> it.client).toList();
    }

    @Test
    void welcomesSoManyAtOnceAndTheOthersNextInTheOrderOfTheirArrival() {
        List<Client> first = arrive(5);

        assertThat(audience.welcome(2, welcomed::add)).isTrue();
        assertThat(welcomed).isEqualTo(first.subList(0, 2));
        assertThat(audience.present()).isEqualTo(welcomed);

        List<Client> later = arrive(1);
        assertThat(audience.welcome(2, welcomed::add)).isTrue();
        assertThat(audience.welcome(2, welcomed::add)).isFalse();
        assertThat(welcomed)
                .isEqualTo(Stream.concat(first.stream(), later.stream()).toList())
                .isEqualTo(audience.present());
    }

    @Test
    void isNotEmptyWhileSomebodyWaitsForHisWelcome() {
        arrive(1);

        audience.welcome(0, welcomed::add);

        assertThat(audience.present()).isEmpty();
        assertThat(audience.isEmpty()).isFalse();
    }

    @Test
    void whoLeavesWhileHeWaitsIsNotWelcomed() {
        List<Client> clients = arrive(2);

        clients.get(0).leave();
        audience.welcome(2, welcomed::add);

        assertThat(welcomed).containsExactly(clients.get(1));
    }

    @Test
    void theEndIsOfThoseWhoWaitToo() {
        RecordedConnection present = arrive();
        audience.welcome(1, welcomed::add);
        RecordedConnection waiting = arrive();

        audience.end();

        assertThat(present.ended).isTrue();
        assertThat(waiting.ended).isTrue();
        assertThat(audience.isEmpty()).isTrue();
    }

    @Test
    void theEndIsOfAllAlthoughOneCannotBeToldOfIt() {
        RecordedConnection broken = arrive();
        RecordedConnection other = arrive();

        broken.endTrouble = new IllegalStateException("no connection");
        audience.end();

        assertThat(other.ended).isTrue();
        assertThat(audience.isEmpty()).isTrue();
    }

    @Test
    void whoCouldNotBeWelcomedIsNotForgotten() {
        RecordedConnection client = arrive();

        assertThatThrownBy(
                        () ->
                                audience.welcome(
                                        8,
                                        newcomer -> {
                                            throw new IllegalStateException("no JSON");
                                        }))
                .hasMessage("no JSON");
        audience.end();

        assertThat(client.ended).isTrue();
    }
}
