package dev.breaker.spring.overhttp;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breaker.State;
import dev.breaker.spring.AnnotatedApplication;
import dev.breaker.spring.TestTime;
import dev.breaker.spring.Totals;
import dev.breaker.spring.http.Downstream;
import dev.breaker.spring.http.RawDownstream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ApplicationContext;

/** Calls that answer later, to servers that really fail, hang and reset connections. */
@Timeout(60)
class AnnotatedMethodsOverHttpTests {

    private final Downstream healthy = new Downstream();

    @AfterEach
    void stop() {
        healthy.close();
    }

    static Stream<Arguments> eachWayInEachTrouble() {
        return Arrays.stream(Way.values())
                .flatMap(
                        way ->
                                Arrays.stream(Trouble.values())
                                        .map(trouble -> Arguments.of(way, trouble)));
    }

    @ParameterizedTest
    @MethodSource("eachWayInEachTrouble")
    void opensAnswersInsteadAndHeals(Way way, Trouble trouble) throws Exception {
        try (RawDownstream troubled = new RawDownstream(trouble::play)) {
            AnnotatedApplication.with(Client.class)
                    .run(
                            context -> {
                                fails(context, way, trouble, troubled);
                                isRejected(context, way);
                                heals(context, way);
                            });
        }
    }

    private static void fails(
            ApplicationContext context, Way way, Trouble trouble, RawDownstream troubled)
            throws Exception {
        for (int call = 1; call <= 5; call++) {
            assertThat(breaker(context, "backend").state()).isEqualTo(State.CLOSED);
            assertThat(way.answer(client(context), troubled.url(), trouble.patience()))
                    .startsWith("instead of")
                    .doesNotContain("CallNotPermitted");
            assertThat(Totals.of(context)).isEqualTo(new Totals(0, call, 0, 0));
        }
        assertThat(breaker(context, "backend").state()).isEqualTo(State.OPEN);
    }

    private void isRejected(ApplicationContext context, Way way) throws Exception {
        for (int call = 1; call <= 2; call++) {
            assertThat(way.answer(client(context), healthy.url(), Way.PATIENCE))
                    .isEqualTo("instead of CallNotPermittedException");
        }
        assertThat(healthy.requests()).isZero();
        assertThat(Totals.of(context)).isEqualTo(new Totals(0, 5, 0, 2));
    }

    private void heals(ApplicationContext context, Way way) throws Exception {
        context.getBean(TestTime.class).advance(Duration.ofHours(1));
        int probes = 0;
        while (breaker(context, "backend").state() != State.CLOSED) {
            assertThat(way.answer(client(context), healthy.url(), Way.PATIENCE)).isEqualTo("hello");
            probes++;
        }
        assertThat(healthy.requests()).isEqualTo(probes).isPositive();
        assertThat(Totals.of(context)).isEqualTo(new Totals(probes, 5, 0, 2));
    }

    private static Client client(ApplicationContext context) {
        return context.getBean(Client.class);
    }

    /** The server hears of it: the client closes the connection. */
    @ParameterizedTest
    @EnumSource
    void whoGivesUpEndsTheRequestWithoutAVerdict(Way way) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        try (RawDownstream hanging =
                new RawDownstream(
                        connection -> {
                            asked.countDown();
                            try {
                                Trouble.HANGS.play(connection);
                            } finally { // a reset is an exception here, and as good an end
                                left.countDown();
                            }
                        })) {
            AnnotatedApplication.with(Client.class)
                    .run(
                            context -> {
                                Runnable giveUp = way.begin(client(context), hanging.url());
                                assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
                                giveUp.run();
                                assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
                                await().untilAsserted(
                                                () ->
                                                        assertThat(Totals.of(context))
                                                                .isEqualTo(new Totals(0, 0, 1, 0)));
                            });
        }
    }
}
