package dev.breaker.spring.cloud;

import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.FallbackCounts;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.cloud.client.circuitbreaker.ReactiveCircuitBreaker;
import org.springframework.cloud.client.circuitbreaker.ReactiveCircuitBreakerFactory;
import org.springframework.util.Assert;

/**
 * Gives out the breakers of the registry as Spring Cloud knows them, for reactive code: an id is
 * the name of a breaker, the same one that {@link BreakerFactory} gives out. Settings are found as
 * there; those that code gives to one of the factories, the other does not know.
 *
 * <p>Each subscription is a call. It stays on the threads that it is on, and nothing limits its
 * time. Thread-safe.
 */
public final class ReactiveBreakerFactory
        extends ReactiveCircuitBreakerFactory<BreakerConfig, CircuitBreakerConfigBuilder> {

    private final BreakersById breakers;
    private final FallbackCounts fallbacks;

    /**
     * A factory without settings of its own.
     *
     * @param breakers knows what is configured
     * @param registry holds the breakers
     * @param fallbacks counts how often a fallback runs
     * @param limit how many breakers may be made of ids that nobody configured
     */
    public ReactiveBreakerFactory(
            Breakers breakers, BreakerRegistry registry, FallbackCounts fallbacks, int limit) {
        this.breakers = new BreakersById(breakers, registry, getConfigurations(), limit);
        this.fallbacks = fallbacks;
    }

    /**
     * A circuit breaker on the breaker of this name, which is made if it is not there.
     *
     * @param id the name of the breaker, not blank
     * @return a circuit breaker, which can be kept; that of any other call does the same
     * @throws IllegalStateException if there are too many ids that nobody configured
     */
    @Override
    public ReactiveCircuitBreaker create(String id) {
        return create(id, id);
    }

    /**
     * A circuit breaker on the breaker of this name, which is made if it is not there.
     *
     * @param id the name of the breaker, not blank
     * @param groupName the named base of its settings, if there is one; not blank
     * @return a circuit breaker, which can be kept; that of any other call does the same
     * @throws IllegalStateException if there are too many ids that nobody configured
     */
    @Override
    public ReactiveCircuitBreaker create(String id, String groupName) {
        Assert.hasText(id, "A circuit breaker needs an id");
        Assert.hasText(groupName, "The group of a circuit breaker needs a name");
        breakers.breaker(id, groupName); // seen by operators before its first call
        return new ReactorCircuitBreaker(
                () -> breakers.breaker(id, groupName), () -> fallbacks.of(id).increment());
    }

    /**
     * Gives settings to breakers that are not configured otherwise and not in use yet. Logged where
     * it has no effect.
     *
     * @param consumer sets them
     * @param ids the names of the breakers
     */
    @Override
    public void configure(Consumer<CircuitBreakerConfigBuilder> consumer, String... ids) {
        super.configure(consumer, ids);
        breakers.warnOfUseless(ids);
    }

    /** Gives settings to breakers that have no others. */
    @Override
    public void configureDefault(Function<String, BreakerConfig> defaultConfiguration) {
        breakers.useByDefault(defaultConfiguration);
    }

    /** {@return a builder that has the settings of the base of all} */
    @Override
    public CircuitBreakerConfigBuilder configBuilder(String id) {
        return breakers.builder(id);
    }
}
