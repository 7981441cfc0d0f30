package dev.breaker.spring.dashboard;

import static dev.breaker.spring.dashboard.DashboardApplication.port;
import static dev.breaker.spring.dashboard.DashboardApplication.registry;
import static dev.breaker.spring.dashboard.DashboardApplication.url;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** What Spring Security does to what the doors answer. */
class SecurityHeadersTests {

    private static HttpResponse<InputStream> get(String url, String accept) throws Exception {
        String annsPassword =
                Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.UTF_8));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url))
                        .header("Accept", accept)
                        .header("Authorization", "Basic " + annsPassword)
                        .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private static HttpHeaders headers(String url, String accept) throws Exception {
        HttpResponse<InputStream> answer = get(url, accept);
        answer.body().close();
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void oursAndThoseOfSpringSecurityAreOneAnswer(WebApplicationType type) throws Exception {
        try (ConfigurableApplicationContext application =
                SecuredApplication.start(type, SecuredApplication.unprepared(type))) {
            HttpHeaders page = headers(url(port(application)), "text/html");
            HttpHeaders stream = headers(url(port(application)), "text/event-stream");

            assertThat(page.allValues("Content-Security-Policy"))
                    .singleElement()
                    .asString()
                    .contains("frame-ancestors 'none'");
            assertThat(page.allValues("Referrer-Policy")).containsExactly("no-referrer");
            assertThat(stream.allValues("X-Accel-Buffering")).containsExactly("no");
            assertThat(List.of(page, stream))
                    .allSatisfy(
                            headers -> {
                                assertThat(headers.allValues("Cache-Control"))
                                        .containsExactly("no-store");
                                assertThat(headers.allValues("X-Content-Type-Options"))
                                        .containsExactly("nosniff");
                                assertThat(headers.allValues("X-Frame-Options"))
                                        .containsExactly("DENY");
                            });
        }
    }

    /** docs/dashboard.md says so, and which names can be acted on by a pattern only. */
    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void itsFirewallRefusesSomeNamesInPaths(WebApplicationType type) throws Exception {
        try (ConfigurableApplicationContext application =
                SecuredApplication.start(type, SecuredApplication.unprepared(type))) {
            String url = url(port(application));
            for (String name : List.of("50%", "a;b", "a\\b", "eu/inventory", "a b [c]")) {
                registry(application).breaker(name);
            }

            for (String refused : List.of("/50%25", "/a%3Bb", "/a%5Cb")) {
                assertThat(get(url + refused, "application/json").statusCode())
                        .as(refused)
                        .isEqualTo(400);
            }
            for (String permitted : List.of("/eu/inventory", "/a%20b%20%5Bc%5D")) {
                assertThat(get(url + permitted, "application/json").statusCode())
                        .as(permitted)
                        .isEqualTo(200);
            }
        }
    }

    /** It is refused by a door, which comes after Spring Security. */
    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void anUnreadableOrderOfAStrangerIsSpringSecuritysToRefuse(WebApplicationType type)
            throws Exception {
        try (ConfigurableApplicationContext application =
                SecuredApplication.start(type, SecuredApplication.unprepared(type))) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url(port(application))))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("[]"))
                            .build();

            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isIn(401, 403);
            assertThat(answer.body()).doesNotContain("updateState");
        }
    }
}
