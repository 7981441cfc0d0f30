package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WeakIdentitySetTests {

    /** As a Kotlin data class is; and one that must not be asked. */
    private static final class Alike extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean broken;

        private Alike(boolean broken) {
            this.broken = broken;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Alike;
        }

        @Override
        public int hashCode() {
            if (broken) {
                throw new IllegalStateException("no hash");
            }
            return 1;
        }
    }

    private final WeakIdentitySet<Throwable> set = new WeakIdentitySet<>();

    @Test
    void hasWhatWasAddedAndNothingElse() {
        Throwable one = new Alike(false);
        set.add(one);
        set.add(one);

        assertThat(set.contains(one)).isTrue();
        assertThat(set.contains(new Alike(false))).isFalse();
        assertThat(set.size()).isOne();
    }

    @Test
    void asksNoObjectForItsHash() {
        Throwable one = new Alike(true);
        set.add(one);

        assertThat(set.contains(one)).isTrue();
    }

    @Test
    void letsGoOfWhatNobodyElseKeeps() {
        Throwable kept = new Alike(false);
        set.add(kept);
        for (int i = 0; i < 100; i++) {
            set.add(new Alike(false));
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> {
                            System.gc();
                            assertThat(set.size()).isOne();
                        });
        assertThat(set.contains(kept)).isTrue();
    }
}
