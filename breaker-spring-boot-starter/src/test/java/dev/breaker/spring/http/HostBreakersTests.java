package dev.breaker.spring.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configured name that a request means, however either of them is written. */
class HostBreakersTests {

    @ParameterizedTest
    @CsvSource({
        "API.example.com, https://api.example.com/, API.example.com",
        "api.example.com:443, https://api.example.com/, api.example.com:443",
        "api.example.com:80, http://api.example.com/, api.example.com:80",
        "api.example.com:80, https://api.example.com/, http-overflow",
        "api.example.com., https://api.example.com/, api.example.com.",
        "api.example.com, https://API.example.com.:443/, api.example.com",
        "other.example.com, https://api.example.com/, http-overflow",
    })
    void aConfiguredHostIsFound(String configured, URI address, String name) {
        assertThat(breakers(configured).of(address).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"https://api.example.com/", "https://API.example.com/"})
    void theUsualSpellingWins(URI address) {
        assertThat(breakers("API.example.com", "api.example.com").of(address).name())
                .isEqualTo("api.example.com");
    }

    private static HostBreakers breakers(String... configured) {
        BreakerConfig config = BreakerConfig.builder().build();
        return new HostBreakers(name -> Breaker.of(name, config), Set.of(configured), 0);
    }
}
