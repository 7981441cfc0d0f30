package dev.breaker.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleIT extends SampleServer {

    @Test
    void healthyOrderComesFromAllThreeServices() {
        order("book")
                .json(
                        """
                        {"sku": "book", "available": 12, "source": "inventory", "ageSeconds": 0,
                         "payment": ["card", "invoice"], "recommendations": ["lamp"]}
                        """);
    }

    @Test
    void breakersAreThereBeforeTheFirstCall() {
        assertThat(state("inventory")).isEqualTo("CLOSED");
        assertThat(state("payment")).isEqualTo("CLOSED");
        assertThat(state("recommendation")).isEqualTo("CLOSED");
    }

    @Nested
    class BrokenInventory {

        @ParameterizedTest
        @ValueSource(strings = {"failing", "hanging"})
        void isAskedThreeTimesAndThenNoMore(String mode) {
            order("book");
            chaos("inventory", mode);
            int before = requests("inventory");

            breakInventory();
            assertThat(state("inventory")).isEqualTo("OPEN");
            assertThat(requests("inventory")).isEqualTo(before + 3);

            int notPermitted = notPermitted();
            orderFromFallback();
            assertThat(requests("inventory")).isEqualTo(before + 3);
            assertThat(notPermitted()).isEqualTo(notPermitted + 1);
        }

        @Test
        void isReplacedByTheLastKnownValueWithItsAge() {
            order("lamp");
            chaos("inventory", "failing");

            order("lamp")
                    .json("{\"available\": 3, \"source\": \"fallback\"}")
                    .jsonPath("$.ageSeconds")
                    .isNumber();
        }

        /** No other test may ask for this article: the application is the same for all of them. */
        @Test
        void sellsNothingOfAnArticleThatWasNeverSeen() {
            chaos("inventory", "failing");

            order("desk")
                    .json("{\"available\": 0, \"source\": \"fallback\"}")
                    .jsonPath("$.ageSeconds")
                    .isEqualTo(null);
        }

        @Test
        void opensWhenItIsOnlySlow() {
            chaos("inventory", "slow");

            for (int call = 1; call <= 5; call++) {
                order("book").json("{\"source\": \"inventory\"}");
            }

            assertThat(state("inventory")).isEqualTo("OPEN");
            orderFromFallback();
        }

        @Test
        void withoutFallbackIsABadGatewayWhileTheBreakerIsClosed() {
            chaos("inventory", "failing");

            get("/stock/book").expectStatus().isEqualTo(502);
        }

        @Test
        void withoutFallbackIsUnavailableWhileTheBreakerIsOpen() {
            chaos("inventory", "failing");
            breakInventory();

            get("/stock/book")
                    .expectStatus()
                    .isEqualTo(503)
                    .expectHeader()
                    .value("Retry-After", seconds -> assertThat(seconds).matches("[1-9][0-9]*"))
                    .expectHeader()
                    .contentTypeCompatibleWith("application/problem+json")
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo(503);
        }

        @Test
        void healsThroughProbes() {
            chaos("inventory", "failing");
            breakInventory();
            chaos("inventory", "healthy");
            updateState("inventory", "HALF_OPEN");

            order("book").json("{\"source\": \"inventory\"}");
            assertThat(state("inventory")).isEqualTo("HALF_OPEN");
            order("book").json("{\"source\": \"inventory\"}");
            assertThat(state("inventory")).isEqualTo("CLOSED");
        }

        @Test
        void opensAgainWhenAProbeFails() {
            chaos("inventory", "failing");
            breakInventory();
            updateState("inventory", "HALF_OPEN");

            orderFromFallback();

            assertThat(state("inventory")).isEqualTo("OPEN");
        }

        private void breakInventory() {
            for (int call = 1; call <= 3; call++) {
                orderFromFallback();
            }
        }

        private int notPermitted() {
            return (int) breaker("inventory").get("notPermittedCalls");
        }

        private void orderFromFallback() {
            order("book").json("{\"source\": \"fallback\"}");
        }
    }

    @Test
    void unknownArticleIsNotFoundAndNoFailure() {
        for (int call = 1; call <= 10; call++) {
            get("/orders/unicorn").expectStatus().isNotFound();
            get("/stock/unicorn").expectStatus().isNotFound();
        }

        assertThat(breaker("inventory"))
                .containsEntry("state", "CLOSED")
                .containsEntry("failedCalls", 0)
                .containsEntry("bufferedCalls", 0);
    }

    @Test
    void brokenPaymentIsReplacedByAStub() {
        chaos("payment", "failing");

        order("book")
                .json("{\"source\": \"inventory\"}")
                .jsonPath("$.payment")
                .value(payment -> assertThat(payment).hasToString("[\"invoice\"]"));
    }

    @Test
    void brokenRecommendationIsDropped() {
        chaos("recommendation", "failing");

        for (int call = 1; call <= 6; call++) {
            order("book")
                    .json("{\"source\": \"inventory\"}")
                    .jsonPath("$.recommendations")
                    .isEmpty();
        }

        assertThat(state("recommendation")).isEqualTo("OPEN");
        assertThat(state("inventory")).isEqualTo("CLOSED");
    }

    @Nested
    class BrokenDatabase {

        @Test
        void isOpenedAfterThreeFailuresAndOrdersAreTakenAllTheSame() {
            place("book").expectStatus().isCreated();
            chaos("database", "failing");

            for (int call = 1; call <= 5; call++) {
                place("lamp")
                        .expectStatus()
                        .isAccepted()
                        .expectBody()
                        .json("{\"sku\": \"lamp\", \"stored\": false}");
            }

            assertThat(breaker("journal"))
                    .containsEntry("state", "OPEN")
                    .containsEntry("failedCalls", 3)
                    .containsEntry("notPermittedCalls", 2);
        }

        @Test
        void leavesTheOrdersThatWaitToBeShown() {
            chaos("database", "failing");
            place("lamp");

            get("/orders")
                    .expectBody()
                    .json("{\"source\": \"fallback\", \"orders\": [{\"sku\": \"lamp\"}]}");
        }

        @Test
        void doesNotConcernWhoOnlyLooks() {
            chaos("database", "failing");

            order("book").json("{\"source\": \"inventory\"}");
            assertThat(breaker("journal")).containsEntry("failedCalls", 0);
        }

        @Test
        void isGivenWhatWaitedWhenItIsWellAgain() {
            chaos("database", "failing");
            for (int call = 1; call <= 3; call++) {
                place("lamp").expectStatus().isAccepted();
            }
            assertThat(state("journal")).isEqualTo("OPEN");

            chaos("database", "healthy");
            await().until(() -> takes("HALF_OPEN"));

            assertThat(state("journal")).isEqualTo("CLOSED");
            get("/orders")
                    .expectBody()
                    .json("{\"source\": \"database\"}")
                    .jsonPath("$.orders[*].sku")
                    .value(skus -> assertThat(skus.toString()).contains("lamp", "book"));
        }

        @AfterEach
        void writeDownWhatWaits() {
            chaos("database", "healthy");
            await().until(() -> takes("RESET"));
        }

        /** A pool hands out what died a moment ago: each of its connections may fail once more. */
        private boolean takes(String action) {
            updateState("journal", action);
            return place("book").returnResult().getStatus().value() == 201;
        }
    }

    @Test
    void unknownArticleIsNotOrdered() {
        place("unicorn").expectStatus().isNotFound();
    }

    @Test
    void waitIsOverByItself() {
        chaos("payment", "failing");
        for (int call = 1; call <= 3; call++) {
            order("book");
        }
        chaos("payment", "healthy");

        await().until(() -> state("payment").equals("HALF_OPEN"));
        order("book");
        order("book");
        assertThat(state("payment")).isEqualTo("CLOSED");
    }

    @Test
    void prometheusTellsTheState() {
        updateState("inventory", "FORCE_OPEN");
        order("book");

        get("/actuator/prometheus")
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(
                        text ->
                                assertThat(text)
                                        .contains(
                                                "circuitbreaker_state{name=\"inventory\",state=\"forced_open\"} 1.0")
                                        .contains("circuitbreaker_not_permitted_calls_total"));
    }

    @Test
    void chaosNamesWhatIsAllowed() {
        chaos("inventory", "sick")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo(
                        "There is no mode 'sick'; allowed are [healthy, failing, slow, hanging]");
        chaos("database", "slow")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("There is no mode 'slow'; allowed are [healthy, failing]");
        chaos("weather", "healthy")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .value(detail -> assertThat(detail).asString().contains("weather", "inventory"));
    }
}
