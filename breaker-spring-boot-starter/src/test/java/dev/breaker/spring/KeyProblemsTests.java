package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.annotation.CircuitBreaker;
import org.junit.jupiter.api.Test;

/** What a key or a name by expression may not say: told at start-up, to the letter. */
class KeyProblemsTests {

    public static class Partners {

        @CircuitBreaker(name = "partner", key = "#partnerID")
        public void misspelt(String partnerId, int shard) {}

        @CircuitBreaker(name = "partner", key = "#partnerId")
        public void without() {}

        @CircuitBreaker(name = "partner", key = "#partnerId + (1")
        public void unparsable(String partnerId) {}

        @CircuitBreaker(name = "partner", key = "partnerId")
        public void withoutHash(String partnerId) {}

        @CircuitBreaker(name = "partner", key = "region")
        public void noProperty(String partnerId) {}

        @CircuitBreaker(name = "partner", key = "region()")
        public void noMethod(String partnerId) {}

        @CircuitBreaker(name = "partner", key = "@tenants.current()")
        public void noBean() {}

        @CircuitBreaker(name = "partner", key = "#lower('a')")
        public void noFunction() {}

        @CircuitBreaker(name = "partner", key = " ")
        public void blank() {}

        @CircuitBreaker(name = "partner", key = "${partner.key}")
        public void noValue() {}

        @CircuitBreaker(name = "partner-#{#p1}")
        public void noSuchPlace(String partnerId) {}

        @CircuitBreaker(name = "partner-#{#partnerId")
        public void unclosed(String partnerId) {}

        @CircuitBreaker(name = "partner-#{#partnerId}", key = "#shard")
        public void both(String partnerId, int shard) {}

        @CircuitBreaker(name = "#{null}")
        public void nothing() {}

        @CircuitBreaker(name = "#{1 / 0}")
        public void broken() {}
    }

    @Test
    void allThatIsWrongIsSaidWithExpressionPositionAndWhatThereIs() {
        assertThat(StartupProblems.of(Partners.class))
                .containsExactlyInAnyOrder(
                        "Partners.misspelt(String, int): Its key \"#partnerID\" reads '#partnerID' at character 1, but the method has no such parameter; there are: #partnerId, #shard.",
                        "Partners.without(): Its key \"#partnerId\" reads '#partnerId' at character 1, but the method has no such parameter; it has none.",
                        "Partners.unparsable(String): Its key \"#partnerId + (1\" cannot be parsed at character 16: EL1044E: Unexpectedly ran out of input",
                        "Partners.withoutHash(String): Its key \"partnerId\" reads 'partnerId' at character 1, but a parameter is written with a hash: #partnerId.",
                        "Partners.noProperty(String): Its key \"region\" reads 'region' at character 1, but a call has no such property; it has: args, method, target, targetClass.",
                        "Partners.noMethod(String): Its key \"region()\" calls 'region' of the call at character 1, but it has no such method; write #root.target.region(...) for one of the bean.",
                        "Partners.noBean(): Its key \"@tenants.current()\" reads '@tenants' at character 1, but there is no such bean.",
                        "Partners.noFunction(): Its key \"#lower('a')\" calls '#lower('a')' at character 1, but there are no functions.",
                        "Partners.blank(): Its key is blank.",
                        "Partners.noValue(): Its key holds a placeholder that has no value: \"${partner.key}\".",
                        "Partners.noSuchPlace(String): Its name \"partner-#{#p1}\" reads '#p1' at character 11, but the method has no such parameter; there are: #partnerId.",
                        "Partners.unclosed(String): Its name \"partner-#{#partnerId\" cannot be parsed at character 9: No ending suffix '}' for expression starting at character 8: #{#partnerId",
                        "Partners.both(String, int): Its name \"partner-#{#partnerId}\" depends on the call, and it has a key \"#shard\" besides.",
                        "Partners.nothing(): Its name is null: \"#{null}\".",
                        "Partners.broken(): Its name \"#{1 / 0}\" cannot be told: / by zero");
    }

    public static class SameKey {

        @CircuitBreaker(name = "partner", key = "#partnerId", fallbackMethod = "other")
        public String send(String partnerId) {
            throw new AssertionError();
        }

        @CircuitBreaker(name = "partner", key = "#partnerId")
        public String other(String partnerId) {
            throw new AssertionError();
        }
    }

    @Test
    void aFallbackWithTheSameKeyOfTheSameNameIsRefused() {
        assertThat(StartupProblems.of(SameKey.class))
                .containsExactly(
                        "SameKey.send(String): Its fallback String other(String) is guarded by the same breaker 'partner', and would be rejected whenever it is needed.");
    }

    public static class Unknown {

        @CircuitBreaker(name = "partner", key = "#partnerId", configuration = "slow")
        public void send(String partnerId) {}
    }

    @Test
    void anUnknownConfigurationIsAProblemOfAKeyToo() {
        assertThat(StartupProblems.of(with(Unknown.class)))
                .containsExactly("Unknown.send(String): There is no breaker.configs.slow.");
    }

    @Test
    void whereNothingSaysHowParametersAreCalledTheyHaveTheirPlaces() throws Exception {
        // The parameters of methods of the JDK's interfaces have no names at run time.
        CallParameters parameters =
                CallParameters.of(
                        java.util.function.Function.class.getMethod("apply", Object.class),
                        java.util.function.Function.class);

        assertThat(parameters.areNameless()).isTrue();
        assertThat(parameters.place("p0")).isZero();
        assertThat(parameters.place("a0")).isZero();
        assertThat(parameters.place("p1")).isNull();
    }
}
