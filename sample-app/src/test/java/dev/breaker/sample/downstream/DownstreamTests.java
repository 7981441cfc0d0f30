package dev.breaker.sample.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DownstreamTests {

    private static final Duration SLOWNESS = Duration.ofMillis(50);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newHttpClient();
    private Downstream downstream;
    private SimulatedService inventory;

    @BeforeEach
    void open() throws IOException {
        downstream = new Downstream(SLOWNESS);
        inventory = downstream.services().get("inventory");
    }

    @AfterEach
    void close() {
        downstream.close();
    }

    @Test
    void healthyServiceAnswers() throws Exception {
        HttpResponse<String> answer = get("/inventory/book");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"available\": 12}");
    }

    @Test
    void knowsPaymentAndRecommendationsToo() throws Exception {
        assertThat(get("/payment/methods").body()).contains("card");
        assertThat(get("/recommendation/lamp").body()).contains("desk");
    }

    @Test
    void unknownArticleIsNotFound() throws Exception {
        assertThat(get("/inventory/unicorn").statusCode()).isEqualTo(404);
    }

    @Test
    void failingServiceAnswersWithAnErrorOfItsOwn() throws Exception {
        inventory.setMode(Mode.FAILING);

        assertThat(get("/inventory/book").statusCode()).isEqualTo(503);
    }

    @Test
    void slowServiceAnswersRightlyButLate() throws Exception {
        inventory.setMode(Mode.SLOW);
        long before = System.nanoTime();

        assertThat(get("/inventory/book").body()).contains("12");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(SLOWNESS);
    }

    @Test
    void hangingServiceAnswersNever() {
        inventory.setMode(Mode.HANGING);
        HttpRequest impatient =
                request("/inventory/book").timeout(SLOWNESS.multipliedBy(4)).build();

        assertThatThrownBy(() -> client.send(impatient, BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void healingEndsTheRequestsThatHang() {
        inventory.setMode(Mode.HANGING);
        CompletableFuture<HttpResponse<String>> hanging =
                client.sendAsync(request("/inventory/book").build(), BodyHandlers.ofString());
        await().until(() -> inventory.requests() == 1);

        inventory.setMode(Mode.HEALTHY);

        assertThat(hanging).succeedsWithin(SOON).returns(503, HttpResponse::statusCode);
    }

    @Test
    void countsEveryRequestOfEachServiceOnItsOwn() throws Exception {
        get("/inventory/book");
        inventory.setMode(Mode.FAILING);
        get("/inventory/book");
        get("/payment/methods");

        assertThat(inventory.requests()).isEqualTo(2);
        assertThat(downstream.services().get("payment").requests()).isEqualTo(1);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(downstream.url() + path));
    }
}
