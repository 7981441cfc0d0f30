package dev.breaker.spring.events;

import static dev.breaker.spring.Calls.fail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerListener;
import dev.breaker.State;
import dev.breaker.StateTransition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;

class TransitionPublisherTests {

    private final Breaker breaker =
            Breaker.of(
                    "inventory", BreakerConfig.builder().consecutiveFailuresThreshold(1).build());
    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext(Audience.class);
    private final Audience audience = context.getBean(Audience.class);

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void publishesTheTransitionItself() {
        breaker.addListener(new TransitionPublisher(context));

        breaker.forceOpen();

        assertThat(audience.heard)
                .singleElement()
                .satisfies(
                        transition -> {
                            assertThat(transition.breaker()).isEqualTo("inventory");
                            assertThat(transition.from()).isEqualTo(State.CLOSED);
                            assertThat(transition.to()).isEqualTo(State.FORCED_OPEN);
                        });
    }

    @Test
    void throwingEventListenerBreaksNothing() {
        context.addApplicationListener(
                event -> {
                    if (event instanceof PayloadApplicationEvent<?>) {
                        throw new IllegalStateException("the event listener is broken");
                    }
                });
        List<StateTransition> heardByTheNext = new ArrayList<>();
        breaker.addListener(new TransitionPublisher(context));
        breaker.addListener(
                new BreakerListener() {
                    @Override
                    public void onTransition(StateTransition transition) {
                        heardByTheNext.add(transition);
                    }
                });

        fail(breaker, new UnsupportedOperationException("the caller's own"));

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(heardByTheNext).hasSize(1);
    }

    static class Audience {

        final List<StateTransition> heard = new ArrayList<>();

        @EventListener
        void on(StateTransition transition) {
            heard.add(transition);
        }
    }
}
