package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.stream.Listeners.Listener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * 200 clients, ten of whom never read, while 10,000 calls a second pass. What is asserted are
 * counts; how long calls took is printed. {@code -Dstream.load.seconds=10} makes the figures
 * better, {@code -Dstream.load.all=100} lets that many clients hear of every single call.
 */
class StreamLoadTests {

    private static final int CLIENTS = 200;
    private static final int SLOW = 10;
    private static final Duration DURATION =
            Duration.ofSeconds(Integer.getInteger("stream.load.seconds", 1));
    private static final int OF_ALL_EVENTS = Integer.getInteger("stream.load.all", 20);

    @OnEachStack
    void callsAreNotHeldUp(WebApplicationType type) throws Exception {
        try (ConfigurableApplicationContext application =
                StreamedApplication.start(
                        type, "management.endpoint.circuitbreakerevents.stream-queue-size=2048")) {
            Breaker breaker = application.getBean(BreakerRegistry.class).breaker("busy");
            PacedCalls.run(breaker, DURATION); // until all is compiled
            PacedCalls without = PacedCalls.run(breaker, DURATION);
            try (Listeners listeners = new Listeners(StreamedApplication.port(application))) {
                PacedCalls with = withClients(listeners, breaker);

                System.out.printf(
                        "%s, %d calls in %d s%n  without clients  %s%n  with %d clients %s%n",
                        type, with.calls, DURATION.toSeconds(), without, CLIENTS, with);
            }
            assertThat(breaker.snapshot().notPermittedCalls()).isZero();
        }
    }

    private static PacedCalls withClients(Listeners listeners, Breaker breaker) throws Exception {
        String events = "/actuator/circuitbreakerevents";
        List<Listener> slow = listeners.add(SLOW, events, false);
        List<Listener> all = listeners.add(OF_ALL_EVENTS - SLOW, events, true);
        int others = (CLIENTS - OF_ALL_EVENTS) / 2;
        List<Listener> few = listeners.add(others, events + "/busy/transition", true);
        List<Listener> statuses = listeners.add(others, "/actuator/circuitbreakers", true);
        List<Listener> reading = new ArrayList<>(all);
        reading.addAll(few);
        reading.addAll(statuses);
        listeners.start();
        Awaited.until(() -> reading.stream().allMatch(listener -> listener.bytes > 0));

        PacedCalls.run(breaker, DURATION); // until this is compiled, too
        PacedCalls calls = PacedCalls.run(breaker, DURATION);

        breaker.forceOpen();
        breaker.close();
        Awaited.until(() -> few.stream().allMatch(listener -> listener.transitions == 2));
        Awaited.until(
                () ->
                        all.stream()
                                .allMatch(listener -> listener.isCut || listener.transitions == 2));
        assertThat(statuses).noneMatch(listener -> listener.isCut);
        report(all, slow);
        return calls;
    }

    private static void report(List<Listener> all, List<Listener> slow) throws IOException {
        long cut = 0;
        for (Listener listener : slow) {
            cut += Listeners.isCut(listener) ? 1 : 0;
        }
        System.out.printf(
                "  of %d slow clients %d were cut off, of %d that read all events %d; those got %,d bytes%n",
                slow.size(),
                cut,
                all.size(),
                all.stream().filter(listener -> listener.isCut).count(),
                all.stream().mapToLong(listener -> listener.bytes).sum());
    }
}
