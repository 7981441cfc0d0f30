package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listeners that come and go on several threads. */
class ListenerRaceTests {

    private static final int ACTORS = 3;
    private static final int EACH = 10;

    @Test
    void noneIsLostAndNoneStays() throws Throwable {
        Race.repeat(
                1_000,
                () -> {
                    Breaker breaker = Breaker.of("b", BreakerConfig.builder().build());
                    List<List<RecordingListener>> staying = new ArrayList<>();
                    List<RecordingListener> leaving = new ArrayList<>();
                    for (int actor = 0; actor < ACTORS; actor++) {
                        staying.add(listeners());
                        leaving.add(new RecordingListener());
                    }
                    return Race.Round.of(
                            ACTORS,
                            actor ->
                                    () ->
                                            comeAndGo(
                                                    breaker,
                                                    staying.get(actor),
                                                    leaving.get(actor)),
                            () -> {
                                breaker.forceOpen();
                                assertThat(staying)
                                        .allSatisfy(
                                                those ->
                                                        assertThat(those)
                                                                .allMatch(
                                                                        ListenerRaceTests::heard));
                                assertThat(leaving).noneMatch(ListenerRaceTests::heard);
                            });
                });
    }

    private static List<RecordingListener> listeners() {
        List<RecordingListener> listeners = new ArrayList<>();
        for (int n = 0; n < EACH; n++) {
            listeners.add(new RecordingListener());
        }
        return listeners;
    }

    private static void comeAndGo(
            Breaker breaker, List<RecordingListener> staying, RecordingListener leaving) {
        for (RecordingListener listener : staying) {
            breaker.addListener(leaving);
            breaker.addListener(listener);
            breaker.removeListener(leaving);
        }
    }

    private static boolean heard(RecordingListener listener) {
        return listener.transitions().size() == 1;
    }
}
