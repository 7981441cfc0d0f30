package dev.breaker.spring.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChromiumExtensionTests {

    @Test
    void skipsWhereThereIsNoBrowserAndSaysHowToGetOne() {
        assertThat(ChromiumExtension.decide(false, false).isDisabled()).isTrue();
        assertThat(ChromiumExtension.decide(false, false).getReason().orElseThrow())
                .contains("apt-get install chromium chromium-driver");
    }

    @Test
    void doesNotSkipInCi() {
        assertThat(ChromiumExtension.decide(false, true).isDisabled()).isFalse();
    }

    @Test
    void doesNotSkipWhereThereIsOne() {
        assertThat(ChromiumExtension.decide(true, false).isDisabled()).isFalse();
    }
}
