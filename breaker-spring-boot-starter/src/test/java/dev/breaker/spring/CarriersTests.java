package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.annotation.CircuitBreaker;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.samples.Clinic;

/** Which classes are worth a closer look. */
class CarriersTests {

    private final Carriers carriers = new Carriers();

    static class Annotated {

        @CircuitBreaker(name = "inventory")
        void call() {}
    }

    static class Inheriting extends Annotated {}

    static class OfSprings extends GenericApplicationContext {

        @CircuitBreaker(name = "context")
        void call() {}
    }

    @Test
    void areThoseWithAnAnnotationOnThemselvesOrAbove() {
        assertThat(carriers.carries(Annotated.class)).isTrue();
        assertThat(carriers.carries(Inheriting.class)).isTrue();
        assertThat(carriers.carries(CarriersTests.class)).isFalse();
    }

    @Test
    void areNoneOfSpringsOwnButWhatIsMadeOfThem() {
        assertThat(carriers.carries(GenericApplicationContext.class)).isFalse();
        assertThat(carriers.carries(OfSprings.class)).isTrue();
    }

    @Test
    void mayBeInThePackageOfSpringsSamples() {
        assertThat(carriers.carries(Clinic.class)).isTrue();
    }
}
