package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Snapshot;
import dev.breaker.annotation.CircuitBreaker;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.reactivestreams.Publisher;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** r4j#1539, #2153: what is not done when a method returns must not count as a success. */
@ExtendWith(OutputCaptureExtension.class)
class ReturnTypesTests {

    public interface Types {
        Future<String> future();

        CompletionStage<String> stage();

        CompletableFuture<String> completable();

        Flow.Publisher<String> flow();

        Publisher<String> publisher();

        Mono<String> mono();

        Flux<String> flux();

        Callable<String> callable();

        DeferredResult<String> deferred();

        SseEmitter emitter();

        String settled();

        Supplier<String> supplier();

        int[] numbers();

        void nothing();
    }

    @Test
    void knowsWhatIsNotDoneWhenAMethodReturns() {
        Set<String> settled = Set.of("settled", "supplier", "numbers", "nothing");
        for (Method method : Types.class.getDeclaredMethods()) {
            assertThat(ReturnTypes.isUnsettled(method.getReturnType()))
                    .as(method.getName())
                    .isEqualTo(!settled.contains(method.getName()));
        }
    }

    public static class Asynchronous {

        @CircuitBreaker(name = "backend")
        public FutureTask<String> task() {
            return new FutureTask<>(() -> "done");
        }

        @CircuitBreaker(name = "backend")
        public Callable<String> later() {
            return () -> "later";
        }
    }

    @Test
    void aMethodWhoseEndCannotBeFollowedIsRefused() {
        assertThat(StartupProblems.of(Asynchronous.class))
                .containsExactlyInAnyOrder(
                        "Asynchronous.task(): It returns a FutureTask: a guarded call is handed"
                                + " back as a CompletableFuture, which is none.",
                        "Asynchronous.later(): It returns a Callable, which is not done when the"
                                + " method returns: its failures would count as successes.");
    }

    public abstract static class Loader<T> {

        @CircuitBreaker(name = "backend")
        public abstract T load();
    }

    public static class FutureLoader extends Loader<Future<String>> {

        @Override
        public Future<String> load() {
            return CompletableFuture.failedFuture(new IllegalStateException());
        }
    }

    @Test
    void aTypeVariableStandsForWhatTheClassPutsThere() {
        with(FutureLoader.class)
                .run(
                        context -> {
                            Loader<Future<String>> loader = context.getBean(FutureLoader.class);
                            assertThat(loader.load().isDone()).isTrue();
                            assertThat(breaker(context, "backend").snapshot().totalFailedCalls())
                                    .isEqualTo(1);
                        });
    }

    public static class Undeclared {

        @CircuitBreaker(name = "backend")
        public <T> T pass(T value) {
            return value;
        }

        @CircuitBreaker(name = "backend")
        public @Nullable Object any(@Nullable Object value) {
            return value;
        }
    }

    @Test
    void oneThatTurnsOutNotToBeDoneIsIgnoredAndWarnedOfOnce(CapturedOutput output) {
        with(Undeclared.class)
                .run(
                        context -> {
                            Undeclared bean = context.getBean(Undeclared.class);
                            bean.pass("done");
                            bean.pass(new CompletableFuture<>());
                            bean.pass(new CompletableFuture<>());
                            bean.pass(Mono.empty());
                            bean.pass("done");
                            bean.any("done");
                            bean.any(null);
                            Snapshot snapshot = breaker(context, "backend").snapshot();
                            assertThat(snapshot.totalIgnoredCalls()).isEqualTo(3);
                            assertThat(snapshot.totalSuccessfulCalls()).isEqualTo(4);
                        });
        assertThat(output.getOut().lines())
                .filteredOn(line -> line.contains("is not done yet"))
                .singleElement()
                .asString()
                .contains("WARN", "Undeclared.pass(Object)", CompletableFuture.class.getName());
    }
}
