package dev.breaker.spring.aspectj;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.calls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.spring.AnnotatedApplication;
import dev.breaker.spring.StartupProblems;
import dev.breaker.spring.aspectj.woven.Chains;
import dev.breaker.spring.aspectj.woven.Client;
import dev.breaker.spring.aspectj.woven.Covered;
import dev.breaker.spring.aspectj.woven.Traced;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Which applications the aspect follows, and what they say at their start. */
@Tag("weaving")
@ExtendWith(OutputCaptureExtension.class)
class WeavingModeTests {

    private static ApplicationContextRunner woven(Class<?>... beans) {
        return AnnotatedApplication.with(beans).withPropertyValues("breaker.mode=aspectj");
    }

    @Test
    void aWovenCallPassesWhereProxiesGuard(CapturedOutput output) {
        AnnotatedApplication.with(Traced.class)
                .run(
                        context -> {
                            Traced traced = context.getBean(Traced.class);
                            assertThat(AopUtils.isAopProxy(traced)).isTrue();
                            traced.both();
                            assertThat(calls(context, "backend")).isOne();
                            new Traced().both();
                            assertThat(calls(context, "backend")).isOne();
                        });
        assertThat(output)
                .containsOnlyOnce("Woven, but guarded by proxies for breaker.mode is PROXY")
                .contains("Traced.both()")
                .doesNotContain("Traced.answer()");
    }

    @Test
    void aWovenCallPassesWhereBreakersAreOff() {
        woven(Client.class)
                .withPropertyValues("breaker.enabled=false")
                .run(context -> assertThat(new Client().open("a")).isEqualTo("backend"));
    }

    @Test
    void aWovenCallPassesWhenTheApplicationIsClosed() {
        woven(Client.class)
                .run(
                        context -> {
                            Breaker breaker = breaker(context, "backend");
                            context.getSourceApplicationContext().close();
                            assertThat(new Client().open("a")).isEqualTo("backend");
                            assertThat(breaker.snapshot().totalSuccessfulCalls()).isZero();
                        });
    }

    @Test
    void ofSeveralApplicationsTheOneStartedLastHasTheCalls() {
        woven(Client.class)
                .run(
                        first -> {
                            woven(Client.class)
                                    .run(
                                            second -> {
                                                new Client().open("a");
                                                assertThat(calls(second, "backend")).isOne();
                                                assertThat(calls(first, "backend")).isZero();
                                            });
                            new Client().open("a");
                            assertThat(calls(first, "backend")).isOne();
                        });
    }

    /** Spring's tests pause an application while another one is tested, and start it again. */
    @Test
    void anApplicationThatIsStartedAgainHasTheCallsAgain() {
        woven(Client.class)
                .run(
                        first ->
                                woven(Client.class)
                                        .run(
                                                second -> {
                                                    first.getSourceApplicationContext().stop();
                                                    first.getSourceApplicationContext().start();
                                                    new Client().open("a");
                                                    assertThat(calls(first, "backend")).isOne();
                                                    assertThat(calls(second, "backend")).isZero();
                                                }));
    }

    @Test
    void anApplicationThatFailsToStartLetsGo() {
        assertThat(StartupProblems.of(woven(Chains.StaticWithInstanceFallback.class))).isNotEmpty();
        assertThat(new Client().open("a")).isEqualTo("backend");
    }

    @Test
    void whatNeitherDoorReachesStopsTheStart() {
        assertThat(StartupProblems.of(woven(Client.class, UnwovenClient.Hidden.class)))
                .singleElement()
                .asString()
                .contains("UnwovenClient.Hidden.hidden(): It is private");
    }

    @Test
    void whatProxiesGuardIsSaid(CapturedOutput output) {
        woven(Traced.class).run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .contains("Guarded by proxies, for the aspect is not woven into them: ")
                .contains("Traced.answer()")
                .doesNotContain("Traced.both()");
    }

    @Test
    void aStaticMethodNeedsAStaticFallback() {
        assertThat(StartupProblems.of(woven(Chains.StaticWithInstanceFallback.class)))
                .singleElement()
                .asString()
                .contains("String instead(): is not static, as the guarded method is");
    }

    @Test
    void aFallbackThatItsClassPutsBehindTheSameBreakerStopsTheStart() {
        assertThat(StartupProblems.of(woven(Chains.CoveredFallback.class)))
                .singleElement()
                .asString()
                .contains("Its fallback String instead() is guarded by the same breaker 'backend'");
    }

    @Test
    void aSuspendFunctionThatIsWovenStopsTheStart() {
        assertThat(StartupProblems.of(woven(Chains.Suspending.class)))
                .singleElement()
                .asString()
                .contains("ask(String): It is a suspend function that is woven");
    }

    @Test
    void anObjectThatTheContainerDidNotMakeIsGuarded(CapturedOutput output) {
        woven().withInitializer(
                        context ->
                                context.getBeanFactory().registerSingleton("ready", new Covered()))
                .run(
                        context -> {
                            context.getBean(Covered.class).greet();
                            assertThat(calls(context, "backend")).isOne();
                        });
        assertThat(output).doesNotContain("WARN");
    }
}
