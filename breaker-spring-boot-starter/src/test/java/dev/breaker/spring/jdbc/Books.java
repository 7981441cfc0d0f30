package dev.breaker.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.Snapshot;
import dev.breaker.spring.TestBreakers;
import dev.breaker.spring.TestTime;
import javax.sql.DataSource;

/** A breaker before a DataSource, on a time of its own, and what it has counted. */
final class Books {

    static final String BREAKER = "shop-db";

    final TestTime time = new TestTime();
    private final BreakerRegistry registry;
    private final GuardedDataSources guard;

    Books(BreakerConfig.Builder settings) {
        registry = BreakerRegistry.of(settings.build(), time);
        guard = new GuardedDataSources(bean -> BREAKER, () -> new TestBreakers(registry));
        registry.breaker(BREAKER).measureDurations();
    }

    /** The settings of a breaker that only these tests open. */
    static BreakerConfig.Builder settings() {
        return BreakerConfig.builder().failureCountThreshold(100).minimumNumberOfCalls(1000);
    }

    DataSource guarded(DataSource dataSource) {
        return (DataSource) guard.postProcessAfterInitialization(dataSource, "shop");
    }

    Breaker breaker() {
        return registry.breaker(BREAKER);
    }

    Snapshot snapshot() {
        return breaker().snapshot();
    }

    /** Everything that was permitted has become one of these. */
    void assertCounts(int successful, int failed, int ignored) {
        Snapshot snapshot = snapshot();
        assertThat(
                        "%d successful, %d failed, %d ignored"
                                .formatted(
                                        snapshot.totalSuccessfulCalls(),
                                        snapshot.totalFailedCalls(),
                                        snapshot.totalIgnoredCalls()))
                .isEqualTo(
                        "%d successful, %d failed, %d ignored"
                                .formatted(successful, failed, ignored));
    }
}
