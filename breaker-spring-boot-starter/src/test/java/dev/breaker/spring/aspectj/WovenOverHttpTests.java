package dev.breaker.spring.aspectj;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.State;
import dev.breaker.spring.AnnotatedApplication;
import dev.breaker.spring.TestTime;
import dev.breaker.spring.Totals;
import dev.breaker.spring.aspectj.woven.Remote;
import dev.breaker.spring.http.Downstream;
import dev.breaker.spring.http.RawDownstream;
import dev.breaker.spring.overhttp.Trouble;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A private method that the agent has woven, and a server that really fails. */
@Tag("weaving")
@Timeout(60)
class WovenOverHttpTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource
    void opensAnswersInsteadAndHeals(Trouble trouble) throws Exception {
        try (RawDownstream troubled = new RawDownstream(trouble::play);
                Downstream healthy = new Downstream()) {
            AnnotatedApplication.with(Remote.class)
                    .withPropertyValues("breaker.mode=aspectj")
                    .run(
                            context -> {
                                Remote remote = context.getBean(Remote.class);
                                for (int call = 1; call <= 5; call++) {
                                    assertThat(remote.get(troubled.url(), trouble.patience()))
                                            .startsWith("instead of")
                                            .doesNotContain("CallNotPermitted");
                                }
                                assertThat(remote.get(healthy.url(), PATIENCE))
                                        .isEqualTo("instead of CallNotPermittedException");
                                assertThat(Totals.of(context)).isEqualTo(new Totals(0, 5, 0, 1));
                                context.getBean(TestTime.class).advance(Duration.ofHours(1));
                                assertThat(remote.get(healthy.url(), PATIENCE)).isEqualTo("hello");
                                assertThat(breaker(context, "backend").state())
                                        .isEqualTo(State.HALF_OPEN);
                            });
        }
    }
}
