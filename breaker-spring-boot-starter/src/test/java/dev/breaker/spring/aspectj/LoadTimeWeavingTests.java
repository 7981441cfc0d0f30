package dev.breaker.spring.aspectj;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.calls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.BreakerRegistry;
import dev.breaker.CallNotPermittedException;
import dev.breaker.spring.AnnotatedApplication;
import dev.breaker.spring.InvalidCircuitBreakerException;
import dev.breaker.spring.aspectj.woven.Chains;
import dev.breaker.spring.aspectj.woven.Client;
import dev.breaker.spring.aspectj.woven.Covered;
import dev.breaker.spring.aspectj.woven.Traced;
import dev.breaker.spring.aspectj.woven.Tracing;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.aop.Advisor;
import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Woven by the agent when their classes are loaded; without the agent no test passes. */
@Tag("weaving")
class LoadTimeWeavingTests {

    private static ApplicationContextRunner woven(Class<?>... beans) {
        return AnnotatedApplication.with(beans).withPropertyValues("breaker.mode=aspectj");
    }

    private static void assertOneCall(ApplicationContext context, Object answer, Object expected) {
        assertThat(answer).isEqualTo(expected);
        assertThat(calls(context, "backend")).isOne();
    }

    @AfterEach
    void heal() {
        Client.failure = null;
    }

    @Test
    void aCallFromOutsideIsGuardedOnceAndWithoutAProxy() {
        woven(Client.class)
                .run(
                        context -> {
                            Client client = context.getBean(Client.class);
                            assertThat(AopUtils.isAopProxy(client)).isFalse();
                            assertOneCall(context, client.open("a"), "backend");
                        });
    }

    @Test
    void aCallFromWithinTheBeanIsGuarded() {
        Client.failure = new IOException("down");
        woven(Client.class)
                .run(
                        context ->
                                assertOneCall(
                                        context,
                                        context.getBean(Client.class).fromWithin("a"),
                                        "instead of a"));
    }

    @Test
    void aPrivateMethodIsGuarded() {
        Client.failure = new IOException("down");
        woven(Client.class)
                .run(
                        context ->
                                assertOneCall(
                                        context,
                                        context.getBean(Client.class).ofPrivate("a"),
                                        "instead of a"));
    }

    @Test
    void aFinalMethodIsGuarded() {
        Client.failure = new IOException("down");
        woven(Client.class)
                .run(
                        context ->
                                assertOneCall(
                                        context,
                                        context.getBean(Client.class).last("a"),
                                        "instead of a"));
    }

    @Test
    void aStaticMethodIsGuarded() {
        Client.failure = new IOException("down");
        woven(Client.class).run(context -> assertOneCall(context, Client.ofNobody(7), -1L));
    }

    @Test
    void anObjectThatIsNoBeanIsGuarded() {
        Client.failure = new IOException("down");
        woven().run(context -> assertOneCall(context, new Client().open("a"), "instead of a"));
    }

    @Test
    void aMethodBehindABridgeIsGuardedOnce() {
        woven(Client.class)
                .run(
                        context -> {
                            Function<String, String> client = context.getBean(Client.class);
                            assertOneCall(context, client.apply("a"), "backend");
                        });
    }

    @Test
    void theBreakerOpensAndRejects() {
        Client.failure = new IllegalStateException("down");
        woven(Traced.class, Client.class)
                .run(
                        context -> {
                            for (int i = 0; i < 5; i++) {
                                context.getBean(Client.class).fromWithin("a");
                            }
                            assertThatThrownBy(() -> context.getBean(Traced.class).both())
                                    .isInstanceOf(CallNotPermittedException.class);
                        });
    }

    @Test
    void whatIsThrownComesAsItIs() {
        Client.failure = new IOException("checked");
        woven(Client.class)
                .run(
                        context ->
                                assertThatThrownBy(context.getBean(Client.class)::withoutFallback)
                                        .isSameAs(Client.failure));
    }

    @Test
    void aClassCoversItsPublicMethodsButNotItsFallback() {
        woven(Covered.class)
                .run(
                        context -> {
                            Covered covered = context.getBean(Covered.class);
                            assertThat(covered.instead()).isEqualTo("instead");
                            assertThat(covered).hasToString("not covered");
                            assertOneCall(context, covered.greet(), "hello");
                        });
    }

    @Test
    void aCallOfAnOverriddenMethodIsPartOfTheCallOfTheOverridingOne() {
        woven(Covered.Below.class)
                .run(
                        context ->
                                assertOneCall(
                                        context,
                                        context.getBean(Covered.Below.class).greet(),
                                        "hello, below"));
    }

    @Test
    void theAnnotationOfTheOverridingMethodIsTheOnlyOneThatCounts() {
        woven(Covered.Renamed.class)
                .run(
                        context -> {
                            context.getBean(Covered.Renamed.class).greet();
                            assertThat(calls(context, "renamed")).isOne();
                            assertOneCall(
                                    context,
                                    context.getBean(Covered.Renamed.class).inherited(),
                                    "inherited");
                        });
    }

    @Test
    void anOverridingMethodThatInheritsItsAnnotationIsGuardedByAProxyOnce() {
        woven(Covered.Inheriting.class)
                .run(
                        context ->
                                assertOneCall(
                                        context,
                                        context.getBean(Client.class).open("a"),
                                        "backend, below"));
    }

    @Test
    void anInterfaceCoversItsDefaultMethodsAndWhatImplementsTheOthers() {
        woven(Covered.Named.class)
                .run(
                        context -> {
                            Covered.Polite named = context.getBean(Covered.Polite.class);
                            assertOneCall(context, named.name(), "you");
                            named.thanks(); // which calls name()
                            assertThat(calls(context, "backend")).isEqualTo(3);
                        });
    }

    @Test
    void aComposedAnnotationIsSeen() {
        woven(Covered.Composed.class)
                .run(
                        context ->
                                assertOneCall(
                                        context,
                                        context.getBean(Covered.Composed.class).call(),
                                        "composed"));
    }

    @Test
    void aGuardedFallbackIsGuardedOnce() {
        woven(Chains.Chain.class)
                .run(
                        context -> {
                            assertThat(context.getBean(Chains.Chain.class).eu())
                                    .isEqualTo("nowhere");
                            assertThat(calls(context, "eu")).isOne();
                            assertThat(calls(context, "us")).isOne();
                        });
    }

    @Test
    void aClassOutsideTheWeaversReachIsGuardedByItsProxy() {
        woven(Client.class, UnwovenClient.class)
                .run(
                        context -> {
                            UnwovenClient client = context.getBean(UnwovenClient.class);
                            assertThat(AopUtils.isAopProxy(client)).isTrue();
                            assertOneCall(context, client.open(), "open");
                        });
    }

    @Test
    void anotherAspectIsNotTakenForOurs() {
        woven(Traced.class)
                .run(
                        context -> {
                            Traced traced = context.getBean(Traced.class);
                            Tracing.TRACED.clear();
                            traced.answer();
                            assertThat(calls(context, "interface")).isOne();
                            assertOneCall(context, traced.both(), "both");
                            assertThat(Tracing.TRACED).containsExactly("answer", "both");
                        });
    }

    @Test
    void aFutureIsFollowedToItsEnd() {
        woven(Traced.class)
                .run(
                        context -> {
                            CompletableFuture<String> answer = new CompletableFuture<>();
                            CompletableFuture<String> result =
                                    context.getBean(Traced.class).later(answer);
                            assertThat(calls(context, "backend")).isZero();
                            answer.completeExceptionally(new IOException("down"));
                            assertThat(result).isCompletedWithValue("instead");
                            assertThat(breaker(context, "backend").snapshot().totalFailedCalls())
                                    .isOne();
                        });
    }

    /** With another aspect in the same method, and long after the advice has returned. */
    @Test
    void aLazyBodyRunsAtEachSubscriptionOnWhateverThread() {
        woven(Traced.class)
                .run(
                        context -> {
                            AtomicInteger runs = new AtomicInteger();
                            Mono<String> answer = context.getBean(Traced.class).lazily(runs);
                            assertThat(runs).hasValue(0);
                            assertThat(answer.block()).isEqualTo("run 1");
                            Mono<String> elsewhere =
                                    answer.subscribeOn(Schedulers.boundedElastic());
                            assertThat(elsewhere.block()).isEqualTo("run 2");
                            assertThat(calls(context, "backend")).isEqualTo(2);
                        });
    }

    /** The agent weaves the classes of proxies, too, which inherit the annotation of a class. */
    @Test
    void aBeanThatIsProxiedForAnotherReasonIsGuardedOnce() {
        woven(Covered.class, OtherAdvice.class)
                .run(
                        context -> {
                            Covered covered = context.getBean(Covered.class);
                            assertThat(AopUtils.isCglibProxy(covered)).isTrue();
                            assertOneCall(context, covered.greet(), "hello");
                            assertThat(context.getBean(OtherAdvice.class).calls).hasValue(1);
                        });
    }

    @Configuration(proxyBeanMethods = false)
    static class OtherAdvice {

        private final AtomicInteger calls = new AtomicInteger();

        @Bean
        Advisor other() {
            MethodBeforeAdvice count = (method, arguments, target) -> calls.incrementAndGet();
            NameMatchMethodPointcut greet = new NameMatchMethodPointcut();
            greet.addMethodName("greet");
            return new DefaultPointcutAdvisor(greet, count);
        }
    }

    @Test
    void aBreakerThatIsReplacedIsReplacedForWovenCalls() {
        woven(Client.class)
                .run(
                        context -> {
                            new Client().open("a");
                            BreakerRegistry registry = context.getBean(BreakerRegistry.class);
                            registry.remove("backend");
                            assertOneCall(context, new Client().open("a"), "backend");
                            assertThat(
                                            breaker(context, "backend")
                                                    .snapshot()
                                                    .totalSuccessfulCalls())
                                    .isOne();
                        });
    }

    @Test
    void anAnnotationThatCannotWorkOnAnObjectThatIsNoBeanFailsTheCall() {
        woven().run(
                        context ->
                                assertThatThrownBy(() -> new Chains.WithoutFallback().callIt())
                                        .isInstanceOf(InvalidCircuitBreakerException.class)
                                        .hasMessageContaining("missing"));
    }
}
