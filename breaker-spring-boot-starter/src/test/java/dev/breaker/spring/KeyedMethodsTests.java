package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Calls of methods whose breakers have keys, or names by expression. */
class KeyedMethodsTests {

    public record Order(@Nullable String partner) {}

    public static class Naming {

        public String prefix() {
            return "eu";
        }

        public @Nullable String current() {
            return "tenant-1";
        }
    }

    public interface Quotes {

        @CircuitBreaker(name = "quotes", key = "#partnerId")
        String quote(String partnerId);
    }

    public static class Partners implements Quotes {

        private final String region = "eu";

        public String getRegion() {
            return region;
        }

        @CircuitBreaker(name = "partner", key = "#partnerId", fallbackMethod = "none")
        public String send(@Nullable Object partnerId, @Nullable Throwable thrown) {
            return Backend.answer(thrown);
        }

        String none(CallNotPermittedException open) {
            return "none";
        }

        @CircuitBreaker(name = "partner", key = "#p0")
        public String again(String id) {
            return "again";
        }

        @CircuitBreaker(name = "order", key = "#order.partner.toUpperCase()")
        public String order(Order order) {
            return "order";
        }

        @CircuitBreaker(
                name = "root",
                key = "#root.target.region + '-' + #root.method.name + '-' + #root.args[0]")
        public String root(int shard) {
            return "root";
        }

        @CircuitBreaker(name = "tenant", key = "@naming.current()")
        public String tenant() {
            return "tenant";
        }

        @CircuitBreaker(name = "shard", key = "#{#tenant}/#{#shard}")
        public String template(@Nullable String tenant, int shard) {
            return "template";
        }

        @CircuitBreaker(name = "${env:test}-#{@naming.prefix()}-orders")
        public String fixed() {
            return "fixed";
        }

        @CircuitBreaker(name = "${env:test}-region-#{#region}")
        public String named(@Nullable String region) {
            return "named";
        }

        @Override
        public String quote(String otherName) {
            return "quote";
        }
    }

    private static void run(
            org.springframework.boot.test.context.runner.ContextConsumer<
                            org.springframework.boot.test.context.assertj
                                    .AssertableApplicationContext>
                    consumer) {
        with(Partners.class).withBean("naming", Naming.class).run(consumer);
    }

    private static List<String> names(ApplicationContext context) {
        return context.getBean(BreakerRegistry.class).all().stream().map(Breaker::name).toList();
    }

    @Test
    void theBreakersOfTheNamesAreThereFromStartUpOn() {
        run(
                context ->
                        assertThat(names(context))
                                .containsExactly(
                                        "order",
                                        "partner",
                                        "quotes",
                                        "root",
                                        "shard",
                                        "tenant",
                                        "test-eu-orders",
                                        "test-region-*"));
    }

    @Test
    void onePartnerThatFailsLeavesTheOthersAlone() {
        run(
                context -> {
                    Partners partners = context.getBean(Partners.class);
                    Throwable down = new IllegalStateException("down");
                    for (int i = 0; i < 5; i++) {
                        assertThatThrownBy(() -> partners.send("acme", down)).isSameAs(down);
                    }

                    assertThat(partners.send("acme", null)).isEqualTo("none");
                    assertThat(partners.send("globex", null)).isEqualTo("backend");
                    assertThat(partners.again("globex")).isEqualTo("again");
                    assertThatThrownBy(() -> partners.again("acme"))
                            .isInstanceOf(CallNotPermittedException.class)
                            .hasMessageContaining("'partner/acme'");
                    assertThat(calls(context, "partner/acme")).isEqualTo(7);
                    assertThat(calls(context, "partner")).isZero();
                });
    }

    private static long calls(ApplicationContext context, String name) {
        return AnnotatedApplication.calls(context, name);
    }

    @Test
    void theFallbacksOfAllKeysAreCountedUnderTheName() {
        run(
                context -> {
                    context.getBean(Partners.class).send("acme", null);
                    breaker(context, "partner/acme").forceOpen();
                    context.getBean(Partners.class).send("acme", null);

                    assertThat(context.getBean(FallbackCounts.class).of("partner").sum())
                            .isEqualTo(1);
                });
    }

    @Test
    void keysComeFromParametersRootAndBeans() {
        run(
                context -> {
                    Partners partners = context.getBean(Partners.class);
                    partners.order(new Order("acme"));
                    partners.root(7);
                    partners.tenant();
                    partners.template("acme", 3);
                    partners.quote("globex");

                    assertThat(names(context))
                            .contains(
                                    "order/ACME",
                                    "root/eu-root-7",
                                    "tenant/tenant-1",
                                    "shard/acme/3",
                                    "quotes/globex");
                });
    }

    @Test
    void anExpressionIsTheSameOnceItIsCompiled() {
        run(
                context -> {
                    Partners partners = context.getBean(Partners.class);
                    for (int i = 0; i < 1_000; i++) {
                        partners.order(new Order("p" + i % 3));
                    }

                    assertThat(names(context)).contains("order/P0", "order/P1", "order/P2");
                    assertThat(calls(context, "order/P1")).isEqualTo(333);
                });
    }

    @Test
    void aKeyThatIsNullMeansTheBreakerOfTheName() {
        run(
                context -> {
                    Partners partners = context.getBean(Partners.class);
                    partners.send(null, null);
                    partners.template(null, 3);
                    partners.named(null);

                    assertThat(calls(context, "partner")).isEqualTo(1);
                    assertThat(calls(context, "shard")).isEqualTo(1);
                    assertThat(calls(context, "test-region-*")).isEqualTo(1);
                });
    }

    @Test
    void aNameByExpressionIsTheNameOfABreaker() {
        run(
                context -> {
                    Partners partners = context.getBean(Partners.class);
                    partners.named("eu");
                    partners.fixed();

                    assertThat(calls(context, "test-region-eu")).isEqualTo(1);
                    assertThat(calls(context, "test-eu-orders")).isEqualTo(1);
                });
    }

    @Test
    void anExpressionThatThrowsFailsTheCallAndNamesMethodAndExpression() {
        run(
                context ->
                        assertThatThrownBy(
                                        () ->
                                                context.getBean(Partners.class)
                                                        .order(new Order(null)))
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessage(
                                        "The key \"#order.partner.toUpperCase()\" of @CircuitBreaker on"
                                                + " dev.breaker.spring.KeyedMethodsTests.Partners.order(KeyedMethodsTests.Order)"
                                                + " cannot be told: EL1011E: Method call: Attempted to"
                                                + " call method toUpperCase() on null context object")
                                .hasCauseInstanceOf(
                                        org.springframework.expression.EvaluationException.class));
    }

    @Test
    void soDoesAKeyWithoutAText() {
        run(
                context ->
                        assertThatThrownBy(
                                        () ->
                                                context.getBean(Partners.class)
                                                        .send(new Object(), null))
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageEndingWith(
                                        "cannot be told: a java.lang.Object is no key: its text says"
                                                + " nothing of what is in it"));
    }

    public static class Chain {

        @CircuitBreaker(name = "partner", key = "#region", fallbackMethod = "other")
        public String first(String region, String spare) {
            throw new IllegalStateException("down");
        }

        @CircuitBreaker(name = "partner", key = "#spare")
        public String other(String region, String spare) {
            return "other";
        }
    }

    @Test
    void aFallbackMayHaveAnotherKeyOfTheSameName() {
        with(Chain.class)
                .run(
                        context -> {
                            assertThat(context.getBean(Chain.class).first("eu", "us"))
                                    .isEqualTo("other");
                            assertThat(names(context))
                                    .containsExactly("partner", "partner/eu", "partner/us");
                        });
    }
}
