package dev.breaker.spring.aspectj;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.AnnotatedApplication.calls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.LastKnown;
import dev.breaker.spring.RememberingApplication;
import dev.breaker.spring.aspectj.woven.Partner;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Keys, names by expression and the last known value at methods that the agent has woven. */
@Tag("weaving")
class WovenKeysAndMemoryTests {

    private static final IOException DOWN = new IOException("down");

    private static ApplicationContextRunner woven() {
        return RememberingApplication.with(Partner.class)
                .withPropertyValues("breaker.mode=aspectj");
    }

    @Test
    void eachKeyHasItsBreaker() {
        woven().run(
                        context -> {
                            Partner partner = context.getBean(Partner.class);
                            assertThat(partner.order("acme")).isEqualTo("backend 7");
                            breaker(context, "backend/acme").forceOpen();

                            assertThat(partner.order("acme")).isEqualTo("later for acme");
                            assertThat(partner.order("zenith")).isEqualTo("backend 7");
                            assertThat(calls(context, "backend/acme")).isEqualTo(2);
                            assertThat(calls(context, "backend/zenith")).isOne();
                            assertThat(calls(context, "backend")).isZero();
                        });
    }

    @Test
    void aStaticMethodHasKeys() {
        woven().run(
                        context -> {
                            assertThat(Partner.ofTenant("blue")).isEqualTo("blue");
                            assertThat(calls(context, "backend/blue")).isOne();
                        });
    }

    @Test
    void aNameCanDependOnTheCall() {
        woven().run(
                        context -> {
                            context.getBean(Partner.class).ofRegion("eu");
                            assertThat(calls(context, "eu-backend")).isOne();
                            assertThat(context.getBean(BreakerRegistry.class).find("us-backend"))
                                    .isEmpty();
                        });
    }

    @Test
    void theLastKnownValueIsServed() {
        woven().run(
                        context -> {
                            Partner partner = context.getBean(Partner.class);
                            partner.price("book");
                            RememberingApplication.time(context).advance(Duration.ofMinutes(3));
                            partner.failWith(DOWN);
                            LastKnown<String> price = LastKnown.of(() -> partner.price("book"));

                            assertThat(price.value()).isEqualTo("book from backend");
                            assertThat(price.age()).isEqualTo(Duration.ofMinutes(3));
                            assertThatThrownBy(() -> partner.price("pen")).isSameAs(DOWN);
                            assertThat(calls(context, "backend")).isEqualTo(3);

                            RememberingApplication.time(context).advance(Duration.ofMinutes(8));
                            assertThatThrownBy(() -> partner.price("book")).isSameAs(DOWN);
                        });
    }
}
