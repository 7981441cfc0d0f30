package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerRegistry;
import dev.breaker.annotation.CircuitBreaker;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** An annotated bean in whichever application, and the proof that its breaker works. */
public final class Protection {

    public static class Client {

        @CircuitBreaker(name = "protected", fallbackMethod = "instead")
        public String stock(boolean failing) {
            if (failing) {
                throw new IllegalStateException("down");
            }
            return "12";
        }

        private String instead(boolean failing, Exception thrown) {
            return "fallback";
        }
    }

    private Protection() {}

    /** The application with the bean, and all that it needs. */
    static <R extends AbstractApplicationContextRunner<R, ?, ?>> R in(R application) {
        return application
                .withConfiguration(
                        AutoConfigurations.of(
                                AopAutoConfiguration.class,
                                BreakerAutoConfiguration.class,
                                BreakerAopAutoConfiguration.class))
                .withBean(Client.class)
                .withPropertyValues("breaker.instances.protected.failure-count-threshold=1");
    }

    /** Opens the breaker by a failed call. */
    static void assertWorks(ApplicationContext context) {
        Client client = context.getBean(Client.class);
        assertThat(client.stock(false)).isEqualTo("12");
        assertThat(client.stock(true)).isEqualTo("fallback");
        assertThat(client.stock(false)).isEqualTo("fallback");
        assertThat(
                        context.getBean(BreakerRegistry.class)
                                .breaker("protected")
                                .snapshot()
                                .notPermittedCalls())
                .isOne();
    }
}
