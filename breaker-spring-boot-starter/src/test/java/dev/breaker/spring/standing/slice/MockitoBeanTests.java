package dev.breaker.spring.standing.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.verify;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.CallNotPermittedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/**
 * A mock answers for the whole service, its breaker included; a spy is the service, and guarded.
 */
class MockitoBeanTests {

    @Nested
    @WebMvcTest(Shop.Desk.class)
    class InASlice {

        @Autowired private MockMvcTester mvc;
        @MockitoBean private Shop.Prices prices;

        @Test
        void aMockAnswersAsItIsTold() {
            given(prices.price("pen")).willReturn("11");
            assertThat(mvc.get().uri("/price?sku=pen")).hasBodyTextEqualTo("11");
        }

        /** How a controller behaves while the circuit is open, tested without a breaker. */
        @Test
        void aMockMayRejectAsABreakerWould() {
            Breaker open = Breaker.of("prices", BreakerConfig.builder().build());
            open.forceOpen();
            given(prices.exactPrice(any())).willAnswer(call -> open.call(() -> "never"));
            assertThat(mvc.get().uri("/exact?sku=pen"))
                    .hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
                    .hasContentType("application/problem+json");
        }
    }

    @Nested
    @SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
    @Import(Shop.Prices.class)
    class InTheApplication {

        @MockitoBean private Shop.Prices prices;
        @Autowired private BreakerRegistry breakers;

        @Test
        void aMockIsNotGuarded() {
            willThrow(new IllegalStateException("mocked")).given(prices).price("pen");
            assertThatThrownBy(() -> prices.price("pen")).hasMessage("mocked");
            assertThat(breakers.find("prices")).isEmpty();
        }
    }

    @Nested
    @SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
    @Import(Shop.Prices.class)
    class Spied {

        @MockitoSpyBean private Shop.Prices spy;
        @Autowired private Shop.Prices prices;
        @Autowired private BreakerRegistry breakers;

        @AfterEach
        void reset() {
            breakers.breaker("prices").reset();
        }

        @Test
        void aSpyIsGuarded() {
            assertThat(prices.price("pen")).isEqualTo("10 for pen");
            assertThat(prices.price("ink")).isEqualTo("see the catalogue");
            verify(spy).price("pen");
            assertThat(breakers.breaker("prices").snapshot())
                    .returns(1L, snapshot -> (long) snapshot.failedCalls())
                    .returns(2L, snapshot -> (long) snapshot.bufferedCalls());
        }

        @Test
        void aSpyMayBeToldToFail() {
            willThrow(new IllegalStateException("down")).given(spy).price("pen");
            assertThat(prices.price("pen")).isEqualTo("see the catalogue");
        }

        @Test
        void aSpyIsNotCalledWhileTheCircuitIsOpen() {
            breakers.breaker("prices").forceOpen();
            assertThatThrownBy(() -> prices.exactPrice("pen"))
                    .isInstanceOf(CallNotPermittedException.class);
        }
    }
}
