package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random histories on a breaker and on {@link NaiveBreaker}, which must not differ in anything that
 * can be seen.
 *
 * <p>A failure names its seed; {@code -Dbreaker.seed=…} plays that history alone. {@code
 * -Dbreaker.histories=…} says how many new ones each run tries, {@code -Dbreaker.histories.same=…}
 * how many there are that are the same in each run.
 */
class BreakerPropertyTests {

    private static final int SAME_ALWAYS = Integer.getInteger("breaker.histories.same", 2_000);
    private static final int NEW_EACH_TIME = Integer.getInteger("breaker.histories", 2_000);

    private static final int ENOUGH_FOR_EACH = 1_500;

    /** A rule that throws is logged once for each breaker; there are thousands here. */
    private final Logger log = Logger.getLogger(Breaker.class.getName());

    private final Level level = log.getLevel();

    @BeforeEach
    void silence() {
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void speakAgain() {
        log.setLevel(level);
    }

    @Test
    void behavesAsTheNaiveModelInTheSameHistoriesEachTime() {
        seeds(LongStream.range(0, SAME_ALWAYS)).forEach(BreakerPropertyTests::check);
    }

    @Test
    void behavesAsTheNaiveModelInNewHistories() {
        long first = ThreadLocalRandom.current().nextLong();
        seeds(LongStream.range(first, first + NEW_EACH_TIME)).forEach(BreakerPropertyTests::check);
    }

    private static LongStream seeds(LongStream seeds) {
        Long only = Long.getLong("breaker.seed");
        return only == null ? seeds : LongStream.of(only);
    }

    private static void check(long seed) {
        History history = History.of(seed);
        if (Duel.difference(history) == null) {
            return;
        }
        History shortest = history.shortened(each -> Duel.difference(each) != null);
        fail(
                "-Dbreaker.seed=%d, shortened from %d to %d steps, jitter %s:%n%s%s",
                seed,
                history.steps().size(),
                shortest.steps().size(),
                history.random(),
                notDefault(shortest.config()),
                Duel.story(shortest));
    }

    private static Map<String, Object> notDefault(BreakerConfig config) {
        Map<String, Object> settings = new TreeMap<>(config.settings());
        settings.entrySet().removeAll(BreakerConfig.builder().build().settings().entrySet());
        return settings;
    }

    /** Otherwise the histories could be tame, or all alike, without anybody noticing. */
    @Test
    @Tag("of-the-tests")
    void theHistoriesReachEveryReasonWithBothWindows() {
        Map<WindowType, Map<Reason, Integer>> reached = new EnumMap<>(WindowType.class);
        for (WindowType type : WindowType.values()) {
            reached.put(type, new EnumMap<>(Reason.class));
        }
        for (long seed = 0; seed < ENOUGH_FOR_EACH; seed++) {
            History history = History.of(seed);
            Map<Reason, Integer> counts = reached.get(history.config().slidingWindowType());
            Duel.moves(history).forEach(move -> counts.merge(move.reason(), 1, Integer::sum));
        }

        for (Map<Reason, Integer> counts : reached.values()) {
            assertThat(counts)
                    .hasSize(Reason.values().length - 1) // nothing moves because of INITIAL
                    .allSatisfy((reason, n) -> assertThat(n).as("%s", reason).isGreaterThan(7));
        }
    }
}
