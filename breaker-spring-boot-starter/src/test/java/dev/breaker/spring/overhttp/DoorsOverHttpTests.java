package dev.breaker.spring.overhttp;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.State;
import dev.breaker.spring.AnnotatedApplication;
import dev.breaker.spring.TestTime;
import dev.breaker.spring.Totals;
import dev.breaker.spring.http.Downstream;
import dev.breaker.spring.http.RawDownstream;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ApplicationContext;

/** Calls through every door, to servers that really fail, hang and reset connections. */
@Timeout(60)
class DoorsOverHttpTests {

    private final Downstream healthy = new Downstream();

    @AfterEach
    void stop() {
        healthy.close();
    }

    static Stream<Arguments> eachDoorInEachTrouble() {
        return Arrays.stream(Door.values())
                .flatMap(
                        door ->
                                Arrays.stream(Trouble.values())
                                        .map(trouble -> Arguments.of(door, trouble)));
    }

    @ParameterizedTest
    @MethodSource("eachDoorInEachTrouble")
    void opensAnswersInsteadAndHeals(Door door, Trouble trouble) throws Exception {
        try (RawDownstream troubled = new RawDownstream(trouble::play)) {
            AnnotatedApplication.with(Client.class)
                    .run(
                            context -> {
                                fails(context, door, troubled.url(), trouble.patience());
                                isRejectedAndHeals(context, door);
                            });
        }
    }

    private static void fails(ApplicationContext context, Door door, String url, Duration patience)
            throws Exception {
        for (int call = 1; call <= 5; call++) {
            assertThat(breaker(context, "backend").state()).isEqualTo(State.CLOSED);
            assertThat(door.answer(context, url, patience))
                    .startsWith("instead of")
                    .doesNotContain("CallNotPermitted");
            assertThat(Totals.of(context)).isEqualTo(new Totals(0, call, 0, 0));
        }
        assertThat(breaker(context, "backend").state()).isEqualTo(State.OPEN);
    }

    private void isRejectedAndHeals(ApplicationContext context, Door door) throws Exception {
        assertThat(door.answer(context, healthy.url(), Way.PATIENCE))
                .isEqualTo("instead of CallNotPermittedException");
        assertThat(healthy.requests()).isZero();
        context.getBean(TestTime.class).advance(Duration.ofHours(1));
        int probes = 0;
        while (breaker(context, "backend").state() != State.CLOSED) {
            assertThat(door.answer(context, healthy.url(), Way.PATIENCE)).isEqualTo("hello");
            probes++;
        }
        assertThat(healthy.requests()).isEqualTo(probes).isPositive();
        assertThat(Totals.of(context)).isEqualTo(new Totals(probes, 5, 0, 1));
    }
}
