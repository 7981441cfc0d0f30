package dev.breaker.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Takes the README's walk, command by command, and compares what it prints. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.http.clients.read-timeout=1s",
            "breaker.configs.default.wait-duration-in-open-state=10m"
        })
class ReadmeIT {

    /** Instead of waiting. */
    private static final String HALF_OPEN =
            "curl -s localhost:8080/actuator/circuitbreakers/inventory"
                    + " -H 'Content-Type: application/json' -d '{\"updateState\":\"HALF_OPEN\"}'";

    @LocalServerPort private int port;

    @TestFactory
    Stream<DynamicTest> walk() {
        List<Step> steps =
                Snippet.in(Snippet.ROOT.resolve("README.md")).stream()
                        .filter(snippet -> snippet.language().equals("console"))
                        .flatMap(console -> Step.in(console).stream())
                        .toList();
        assertThat(steps).isNotEmpty();
        return steps.stream()
                .map(step -> DynamicTest.dynamicTest(step.command(), () -> take(step)));
    }

    private void take(Step step) throws Exception {
        step.check(
                Curl.run(step.command().startsWith("sleep ") ? HALF_OPEN : step.command(), port));
    }
}
