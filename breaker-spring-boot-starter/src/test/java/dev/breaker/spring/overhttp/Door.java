package dev.breaker.spring.overhttp;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.FallbackCounts;
import dev.breaker.spring.TestBreakers;
import dev.breaker.spring.cloud.BreakerFactory;
import dev.breaker.spring.cloud.ReactiveBreakerFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;

/** The ways in which a call that waits in the calling thread passes the breaker "backend". */
enum Door {
    ANNOTATION {
        @Override
        String answer(ApplicationContext context, String url, Duration patience) throws Exception {
            return context.getBean(Client.class).blocking(url, patience);
        }
    },
    BREAKER {
        @Override
        String answer(ApplicationContext context, String url, Duration patience) {
            Client client = context.getBean(Client.class);
            try {
                return context.getBean(BreakerRegistry.class)
                        .breaker("backend")
                        .call(() -> client.send(url, patience));
            } catch (Exception why) {
                return instead(why);
            }
        }
    },
    SPRING_CLOUD {
        @Override
        String answer(ApplicationContext context, String url, Duration patience) {
            Client client = context.getBean(Client.class);
            BreakerRegistry registry = context.getBean(BreakerRegistry.class);
            return new BreakerFactory(new TestBreakers(registry), registry, new FallbackCounts(), 1)
                    .create("backend")
                    .run(() -> unchecked(() -> client.send(url, patience)), Door::instead);
        }
    },
    REACTIVE_SPRING_CLOUD {
        @Override
        String answer(ApplicationContext context, String url, Duration patience) {
            Client client = context.getBean(Client.class);
            BreakerRegistry registry = context.getBean(BreakerRegistry.class);
            return new ReactiveBreakerFactory(
                            new TestBreakers(registry), registry, new FallbackCounts(), 1)
                    .create("backend")
                    .run(
                            Mono.fromCallable(() -> client.send(url, patience)),
                            why -> Mono.just(instead(why)))
                    .block();
        }
    };

    /** Makes a call; what it answers where that fails says why. */
    abstract String answer(ApplicationContext context, String url, Duration patience)
            throws Exception;

    private static String instead(Throwable why) {
        return "instead of " + why.getClass().getSimpleName();
    }

    private static String unchecked(Callable<String> call) {
        try {
            return call.call();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
