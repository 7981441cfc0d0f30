package dev.breaker.spring.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTests {

    @ParameterizedTest
    @CsvSource({
        "inventory, inventory, true",
        "inventory, inventories, false",
        "inv, inventory, false",
        "*, anything/at all, true",
        "partner-*, partner-, true",
        "partner-*, partner-eu, true",
        "partner-*, my partner-eu, false",
        "partner-?, partner-1, true",
        "partner-?, partner-12, false",
        "partner-?, partner-, false",
        "*-eu, partner-eu, true",
        "*-eu, partner-eu-2, false",
        "a*b*c, aXbYbZc, true",
        "a*b*c, acb, false",
        "a.c, abc, false",
        "[a-z]*, abc, false",
        "a**, a, true"
    })
    void isLikeAsAWhole(String pattern, String name, boolean like) {
        assertThat(new Glob(pattern).matches(name)).isEqualTo(like);
    }

    @Test
    void takesNoTimeForAPatternMadeToTakeTime() {
        Glob glob = new Glob("a*".repeat(2_000) + "b");

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(glob.matches("a".repeat(20_000))).isFalse());
    }
}
