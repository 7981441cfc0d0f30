package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the user of an application reads whose HTTP clients are configured wrongly. */
@ExtendWith(OutputCaptureExtension.class)
class HttpConfigurationReportTests {

    @Test
    void misspeltKey(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  http:
                                    rest-cleint: HOST
                                """))
                .contains(
                        "Property: breaker.http.rest-cleint",
                        "breakers.yml] - 3:18",
                        "Reason: There is no such key.",
                        "Did you mean breaker.http.rest-client?");
    }

    @Test
    void misspeltMode(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  http:
                                    service-groups: GROUPS
                                """))
                .contains(
                        "Property: breaker.http.service-groups",
                        "Reason: 'GROUPS' is not one of OFF, GROUP, HOST.",
                        "Did you mean GROUP?");
    }

    @Test
    void noStatus(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  http:
                                    failure-statuses:
                                      - 5xx
                                      - 42
                                    ignored-statuses: 404, 4XY
                                """))
                .contains(
                        "in 2 places",
                        "Property: breaker.http.failure-statuses[1]",
                        "breakers.yml] - 5:9",
                        "Reason: '42' is no HTTP status.",
                        "Write a status, such as 503, or a class of them, such as 5xx.",
                        "Property: breaker.http.ignored-statuses",
                        "Reason: '4XY' is no HTTP status.");
    }

    @Test
    void unknownBaseAndNoHostAtAll(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  http:
                                    configuration: remotes
                                    max-hosts: 0
                                  configs:
                                    remote: {}
                                """))
                .contains(
                        "Property: breaker.http.configuration",
                        "Reason: There is no breaker.configs.remotes.",
                        "Did you mean 'remote'?",
                        "Property: breaker.http.max-hosts",
                        "Reason: max-hosts (0) must be at least 1.");
    }
}
