package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

class PreferenceTests {

    private static final List<MediaType> ACTUATORS =
            List.of(
                    MediaType.parseMediaType("application/vnd.spring-boot.actuator.v3+json"),
                    MediaType.APPLICATION_JSON);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html | true",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | true",
                "text/html, application/json | true",
                "text/html;q=0.9, application/json;q=0.8 | true",
                "*/*, text/html | true",
                "image/png, text/html;q=0.1 | true",
                "*/* | false",
                "text/* | false",
                "text/*, application/json | false",
                "application/json, text/html | false",
                "application/json, text/html;q=0.9 | false",
                "*/*, text/html;q=0.9 | false",
                "application/*, text/html;q=0.9 | false",
                "text/html;q=0 | false",
                "text/event-stream | false",
                "nonsense | false",
            })
    void isForWhatIsNamedAndWantedMost(String accept, boolean page) {
        assertThat(Preference.isFor(MediaType.TEXT_HTML, ACTUATORS, List.of(accept)))
                .isEqualTo(page);
    }

    @ParameterizedTest
    @CsvSource({"text/html, application/json, true", "application/json, text/html, false"})
    void readsSeveralHeadersAsOne(String first, String second, boolean page) {
        assertThat(Preference.isFor(MediaType.TEXT_HTML, ACTUATORS, List.of(first, second)))
                .isEqualTo(page);
    }
}
