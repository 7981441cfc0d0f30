package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTests {

    @ParameterizedTest
    @CsvSource({
        "inventory, inventory, 0",
        "inventory, inventroy, 1", // swapped
        "inventory, inventry, 1", // lost
        "inventory, inventoryy, 1", // added
        "inventory, invemtory, 1", // changed
        "payment-service, paymentService, 0", // another style
        "stock, price, 4",
        "'', abc, 3",
    })
    void countsTheSlips(String one, String other, int distance) {
        assertThat(Spelling.distance(one, other)).isEqualTo(distance);
        assertThat(Spelling.distance(other, one)).isEqualTo(distance);
    }

    @ParameterizedTest
    @CsvSource({"duraton, duration", "Reason, reason", "rea, ", "time, ", "resaon, reason"})
    void findsTheWordThatWasMeant(String wrong, @Nullable String meant) {
        assertThat(Spelling.nearest(wrong, List.of("duration", "reason")))
                .isEqualTo(Optional.ofNullable(meant));
    }

    @ParameterizedTest
    @CsvSource({
        "lastKnown, lastKnwon, true",
        "fallback, falback, true",
        "stub, stab, true",
        "db1, db2, false",
        "stock, price, false",
        "fallback, feedback, false",
        "inventory, payment, false",
    })
    void tellsASlipFromAnotherWord(String one, String other, boolean similar) {
        assertThat(Spelling.areSimilar(one, other)).isEqualTo(similar);
    }
}
