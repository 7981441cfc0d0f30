package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.State;
import dev.breaker.annotation.CircuitBreaker;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Calls of methods that declare {@link Future}, whose futures nobody wants. */
class UnaskedFuturesTests {

    private static final IOException DOWN = new IOException("down");
    private static final Callable<String> WELL = () -> "well";
    private static final Callable<String> ILL =
            () -> {
                throw DOWN;
            };

    public static class Client {

        @CircuitBreaker(name = "backend")
        public Future<String> send(Future<String> answer) {
            return answer;
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public Future<String> ask(Future<String> answer) {
            return answer;
        }

        private String instead(Future<String> answer, Exception thrown) {
            return "instead";
        }
    }

    private static BreakerConfig.Builder config() {
        return BreakerConfig.builder()
                .failureCountThreshold(3)
                .waitDurationInOpenState(Duration.ofSeconds(30))
                .maxWaitDurationInHalfOpenState(Duration.ofSeconds(20))
                .permittedNumberOfCallsInHalfOpenState(2);
    }

    private static void with(BiConsumer<ApplicationContext, Client> test) {
        with(config().build(), test);
    }

    private static void with(BreakerConfig config, BiConsumer<ApplicationContext, Client> test) {
        AnnotatedApplication.with(config, FallbackOn.FAILURE, Client.class)
                .run(context -> test.accept(context, context.getBean(Client.class)));
    }

    private static FutureTask<String> task(Callable<String> answer) {
        return new FutureTask<>(answer);
    }

    private static FutureTask<String> done(Callable<String> answer) {
        FutureTask<String> done = task(answer);
        done.run();
        return done;
    }

    private static void after(ApplicationContext context, Duration time) {
        context.getBean(TestTime.class).advance(time);
    }

    @Test
    void oneThatIsDoneAtOnceIsCountedAtOnce() {
        with(
                (context, client) -> {
                    client.send(done(WELL));
                    assertThat(Totals.of(context)).isEqualTo(Totals.success());
                });
    }

    @Test
    void oneThatEndsLaterIsCountedByTheNextCall() {
        with(
                (context, client) -> {
                    FutureTask<String> task = task(WELL);
                    client.send(task);
                    task.run();
                    assertThat(Totals.of(context)).isEqualTo(Totals.none());
                    client.send(task(WELL));
                    assertThat(Totals.of(context)).isEqualTo(Totals.success());
                });
    }

    @Test
    void failuresOpenTheBreaker() {
        with(
                (context, client) -> {
                    for (int call = 0; call < 3; call++) {
                        client.send(done(ILL));
                    }
                    assertThat(breaker(context, "backend").state()).isEqualTo(State.OPEN);
                });
    }

    @Test
    void aCancelledOneIsNoVerdict() {
        with(
                (context, client) -> {
                    FutureTask<String> task = task(WELL);
                    client.send(task);
                    task.cancel(false);
                    client.send(task(WELL));
                    assertThat(Totals.of(context)).isEqualTo(Totals.noVerdict());
                });
    }

    @Test
    void probesThatNobodyAsksCloseIt() {
        with(
                (context, client) -> {
                    Breaker breaker = breaker(context, "backend");
                    breaker.halfOpen();
                    FutureTask<String> first = task(WELL);
                    FutureTask<String> second = task(WELL);
                    client.send(first);
                    client.send(second);
                    first.run();
                    second.run();
                    assertThat(client.send(done(WELL)))
                            .succeedsWithin(1, TimeUnit.SECONDS)
                            .isEqualTo("well");
                    assertThat(breaker.state()).isEqualTo(State.CLOSED);
                });
    }

    /** Nobody calls the method any more, so nobody looks: the lease of the probes ends. */
    @Test
    void probesThatNobodyLooksAtDoNotHoldItForEver() {
        with(
                (context, client) -> {
                    Breaker breaker = breaker(context, "backend");
                    breaker.halfOpen();
                    client.send(task(WELL));
                    client.send(task(WELL));
                    assertThat(breaker.tryAcquire()).isNull();
                    after(context, Duration.ofSeconds(20));
                    assertThat(breaker.state()).isEqualTo(State.OPEN);
                    after(context, Duration.ofSeconds(30));
                    assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
                    client.send(done(WELL));
                    client.send(done(WELL));
                    assertThat(breaker.state()).isEqualTo(State.CLOSED);
                });
    }

    @Test
    void whoAsksLaterGetsTheAnswerAndIsNotCountedAgain() {
        with(
                (context, client) -> {
                    FutureTask<String> well = task(WELL);
                    FutureTask<String> ill = task(ILL);
                    Future<String> answer = client.ask(well);
                    Future<String> fallback = client.ask(ill);
                    well.run();
                    ill.run();
                    client.ask(task(WELL));
                    assertThat(Totals.of(context)).isEqualTo(new Totals(1, 1, 0, 0));
                    assertThat(answer).succeedsWithin(1, TimeUnit.SECONDS).isEqualTo("well");
                    assertThat(fallback).succeedsWithin(1, TimeUnit.SECONDS).isEqualTo("instead");
                    assertThat(Totals.of(context)).isEqualTo(new Totals(1, 1, 0, 0));
                });
    }

    /** Its end may long be over when somebody looks. */
    @Test
    void whereSlownessCountsASuccessThatIsFoundLateIsNoVerdict() {
        with(
                config().slowCallDurationThreshold(Duration.ofSeconds(1)).build(),
                (context, client) -> {
                    FutureTask<String> well = task(WELL);
                    FutureTask<String> ill = task(ILL);
                    client.send(well);
                    client.send(ill);
                    well.run();
                    ill.run();
                    after(context, Duration.ofSeconds(5));
                    client.send(task(WELL));
                    assertThat(Totals.of(context)).isEqualTo(new Totals(0, 1, 1, 0));
                });
    }

    @Test
    void thereIsABoundToThoseThatAreKeptInMind() {
        with(
                (context, client) -> {
                    FutureTask<String> task = task(WELL);
                    for (int call = 0; call < UnaskedFutures.MOST + 10; call++) {
                        client.send(task);
                    }
                    task.run();
                    for (int call = 0; call < UnaskedFutures.MOST; call++) {
                        client.send(done(ILL));
                    }
                    assertThat(breaker(context, "backend").snapshot().totalSuccessfulCalls())
                            .isEqualTo(UnaskedFutures.MOST);
                });
    }
}
