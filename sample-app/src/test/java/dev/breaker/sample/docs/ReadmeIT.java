package dev.breaker.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Takes the README's walk, command by command, and compares what it prints. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "breaker.configs.default.wait-duration-in-open-state=10m")
@ExtendWith(OutputCaptureExtension.class)
class ReadmeIT {

    /** Instead of waiting. */
    private static final String HALF_OPEN =
            "curl -s localhost:8080/actuator/circuitbreakers/inventory"
                    + " -H 'Content-Type: application/json' -d '{\"updateState\":\"HALF_OPEN\"}'";

    @LocalServerPort private int port;

    @TestFactory
    List<DynamicTest> walk(CapturedOutput log) throws IOException {
        List<DynamicTest> steps =
                Block.ofReadme().stream()
                        .flatMap(
                                block ->
                                        switch (block.language()) {
                                            case "console" ->
                                                    Step.in(block).stream().map(this::take);
                                            case "text" -> Stream.of(logged(block, log));
                                            default -> Stream.<DynamicTest>empty();
                                        })
                        .toList();
        assertThat(steps).isNotEmpty();
        return steps;
    }

    private DynamicTest take(Step step) {
        String command = step.command().startsWith("sleep ") ? HALF_OPEN : step.command();
        return dynamicTest(step.command(), () -> step.check(Curl.run(command, port)));
    }

    private static DynamicTest logged(Block block, CapturedOutput log) {
        return dynamicTest("the log", () -> assertThat(log).contains(block.lines()));
    }
}
