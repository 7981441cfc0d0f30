package dev.breaker.spring;

import static dev.breaker.spring.AnnotatedApplication.breaker;
import static dev.breaker.spring.RememberingApplication.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breaker.CallNotPermittedException;
import dev.breaker.annotation.CircuitBreaker;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** Fallback methods come first, then the last known value, then the exception. */
class MemoryWithFallbacksTests {

    private static final RuntimeException FAILURE = new IllegalStateException("down");

    private static long served(ApplicationContext context, String breaker) {
        return context.getBean(FallbackCounts.class).of(breaker).sum();
    }

    public static class Inventory {

        private @Nullable RuntimeException fails;

        void fail(@Nullable RuntimeException with) {
            fails = with;
        }

        @CircuitBreaker(name = "backend", fallbackMethod = "instead", fallbackCache = "stock")
        public String stock() {
            return Backend.answer(fails);
        }

        private String instead(UnsupportedOperationException thrown) {
            return "fallback";
        }

        private String instead(UncheckedIOException thrown) {
            throw thrown;
        }

        private String instead(CallNotPermittedException thrown) {
            throw new ArithmeticException("closed for today");
        }
    }

    @Test
    void aFallbackThatTakesTheExceptionRuns() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.stock();
                            inventory.fail(new UnsupportedOperationException());
                            LastKnown<String> answer = LastKnown.of(inventory::stock);

                            assertThat(answer.value()).isEqualTo("fallback");
                            assertThat(answer.isStale()).isFalse();
                        });
    }

    @Test
    void whatAFallbackReturnsIsNotRemembered() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.fail(new UnsupportedOperationException());
                            inventory.stock();
                            inventory.fail(FAILURE);

                            assertThatThrownBy(inventory::stock).isSameAs(FAILURE);
                        });
    }

    @Test
    void whereNoneTakesTheExceptionTheLastKnownValueIsServed() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.stock();
                            inventory.fail(FAILURE);

                            assertThat(inventory.stock()).isEqualTo("backend");
                            assertThat(served(context, "backend")).isOne();
                        });
    }

    /** A fallback may put another exception in the place of the first. */
    @Test
    void whatAFallbackThrowsIsForTheCaller() {
        with(Inventory.class)
                .run(
                        context -> {
                            Inventory inventory = context.getBean(Inventory.class);
                            inventory.stock();
                            breaker(context, "backend").forceOpen();

                            assertThatThrownBy(inventory::stock)
                                    .isInstanceOf(ArithmeticException.class);
                        });
    }

    public static class Hidden {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead", fallbackCache = "stock")
        public String stock() {
            return "backend";
        }

        private String instead(Exception thrown) {
            return "fallback";
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aFallbackThatTakesEveryExceptionHidesTheMemoryAndTheLogSaysSo(CapturedOutput output) {
        with(Hidden.class).run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .contains("nothing of its fallbackCache will be served")
                .contains("its fallback String instead(Exception) takes every exception");
        with(TwoRegions.class, Inventory.class).run(context -> assertThat(context).hasNotFailed());
        assertThat(output).containsOnlyOnce("will be served");
    }

    /** One service, another in its place, then what the first said last. */
    public static class TwoRegions {

        private @Nullable RuntimeException euFails;
        private @Nullable RuntimeException usFails;

        void fail(@Nullable RuntimeException inEu, @Nullable RuntimeException inUs) {
            euFails = inEu;
            usFails = inUs;
        }

        @CircuitBreaker(name = "eu", fallbackMethod = "us", fallbackCache = "stock")
        public String stock(String sku) {
            Backend.answer(euFails);
            return sku + " in eu";
        }

        @CircuitBreaker(name = "us", fallbackMethod = "elsewhere")
        String us(String sku) {
            Backend.answer(usFails);
            return sku + " in us";
        }

        private String elsewhere(String sku, UnsupportedOperationException thrown) {
            return sku + " elsewhere";
        }
    }

    @Test
    void aGuardedFallbackAnswersWhileItCan() {
        with(TwoRegions.class)
                .run(
                        context -> {
                            TwoRegions regions = context.getBean(TwoRegions.class);
                            regions.stock("book");
                            regions.fail(FAILURE, null);

                            assertThat(regions.stock("book")).isEqualTo("book in us");
                            regions.fail(FAILURE, new UnsupportedOperationException());
                            assertThat(regions.stock("book")).isEqualTo("book elsewhere");
                        });
    }

    @Test
    void whereAGuardedFallbackFailsTooTheLastKnownValueIsServed() {
        with(TwoRegions.class)
                .run(
                        context -> {
                            TwoRegions regions = context.getBean(TwoRegions.class);
                            regions.stock("book");
                            regions.fail(FAILURE, new IllegalStateException("down as well"));

                            LastKnown<String> answer = LastKnown.of(() -> regions.stock("book"));
                            assertThat(answer.value()).isEqualTo("book in eu");
                            assertThat(answer.isStale()).isTrue();
                            breaker(context, "us").forceOpen();
                            assertThat(regions.stock("book")).isEqualTo("book in eu");
                            assertThat(served(context, "eu")).isEqualTo(2);
                            assertThat(served(context, "us")).isEqualTo(2);
                        });
    }

    @Test
    void whereNothingIsKnownTheCallerHearsOfBothFailures() {
        with(TwoRegions.class)
                .run(
                        context -> {
                            TwoRegions regions = context.getBean(TwoRegions.class);
                            RuntimeException inEu = new IllegalStateException("down");
                            RuntimeException inUs = new IllegalStateException("down as well");
                            regions.fail(inEu, inUs);

                            assertThatThrownBy(() -> regions.stock("book"))
                                    .isSameAs(inUs)
                                    .hasSuppressedException(inEu);
                        });
    }

    @Test
    void whatAGuardedFallbackIgnoresIsForTheCaller() {
        with(TwoRegions.class)
                .run(
                        context -> {
                            TwoRegions regions = context.getBean(TwoRegions.class);
                            regions.stock("book");
                            RuntimeException ignored = new IllegalArgumentException("unknown");
                            regions.fail(FAILURE, ignored);

                            assertThatThrownBy(() -> regions.stock("book")).isSameAs(ignored);
                        });
    }

    /** Each remembers what it answered itself; its own comes first. */
    public static class BothRemember {

        private @Nullable RuntimeException euFails;
        private @Nullable RuntimeException usFails;

        void fail(@Nullable RuntimeException inEu, @Nullable RuntimeException inUs) {
            euFails = inEu;
            usFails = inUs;
        }

        @CircuitBreaker(name = "eu", fallbackMethod = "us", fallbackCache = "stock")
        public String stock(String sku) {
            Backend.answer(euFails);
            return sku + " in eu";
        }

        @CircuitBreaker(name = "us", fallbackCache = "stock")
        String us(String sku, Exception why) {
            Backend.answer(usFails);
            return sku + " in us";
        }
    }

    @Test
    void aGuardedFallbackServesWhatItRemembersItselfUnderItsOwnArguments() {
        with(BothRemember.class)
                .run(
                        context -> {
                            BothRemember regions = context.getBean(BothRemember.class);
                            regions.stock("book");
                            regions.fail(FAILURE, FAILURE);
                            assertThat(regions.stock("book")).isEqualTo("book in eu");
                            regions.fail(FAILURE, null);
                            assertThat(regions.stock("book")).isEqualTo("book in us");
                            regions.fail(new IllegalStateException("in another way"), FAILURE);
                            assertThat(regions.stock("book")).isEqualTo("book in us");
                        });
    }
}
