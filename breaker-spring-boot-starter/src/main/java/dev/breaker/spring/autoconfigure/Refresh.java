package dev.breaker.spring.autoconfigure;

import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.Author;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.InvalidSettingsException;
import dev.breaker.spring.KeySettings;
import dev.breaker.spring.KeyedBreakers;
import dev.breaker.spring.SettingsChange;
import dev.breaker.spring.StarterSettings;
import dev.breaker.spring.autoconfigure.BreakerConfigs.Resolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives the breakers what a new configuration says. First it finds out what that is for each, and
 * whether it goes together with what was changed by hand; then nothing can go wrong any more.
 */
final class Refresh {

    private static final Log LOG = LogFactory.getLog(Breaker.class);
    private static final Author CONFIGURATION = new Author(null, "the configuration has changed");

    private final ConfiguredBreakers breakers;
    private final BreakerRegistry registry;
    private final BreakerFamilies families;
    private final Reconfiguration reconfiguration;

    Refresh(
            ConfiguredBreakers breakers,
            BreakerRegistry registry,
            BreakerFamilies families,
            Reconfiguration reconfiguration) {
        this.breakers = breakers;
        this.registry = registry;
        this.families = families;
        this.reconfiguration = reconfiguration;
    }

    /**
     * What is to be done with one breaker.
     *
     * @param before what the configuration said of it; null if nothing
     * @param now what it says now
     */
    private record Step(Breaker breaker, @Nullable Resolved before, Resolved now) {

        boolean changesSomething() {
            return before == null || !before.saysTheSame(now);
        }
    }

    /**
     * Gives them.
     *
     * @return the names of the breakers that have other settings now, or are new
     * @throws InvalidBreakerConfigurationException if that is impossible; nothing is changed then
     */
    Set<String> apply(BreakerConfigs fresh) {
        List<Step> steps = steps(fresh);
        Set<String> names = new TreeSet<>(fresh.instances().keySet());
        names.removeAll(breakers.configs().instances().keySet());
        breakers.reread(fresh);
        names.removeIf(name -> registry.find(name).isPresent());
        names.forEach(name -> breakers.current(name, ""));
        for (Step step : steps) {
            if (take(step, fresh)) {
                names.add(step.breaker().name());
            }
        }
        return names;
    }

    private List<Step> steps(BreakerConfigs fresh) {
        List<Step> steps = new ArrayList<>();
        for (Breaker breaker : registry.all()) {
            Resolved now = now(breaker, fresh);
            if (now != null) {
                Step step = new Step(breaker, before(breaker, now, fresh), now);
                steps.add(withKeysAsTheyAre(step, fresh));
                check(step);
            }
        }
        return steps;
    }

    /** What is said of a breaker now; null of one that code made, or that follows its family. */
    private @Nullable Resolved now(Breaker breaker, BreakerConfigs fresh) {
        Resolved configured = fresh.instances().get(breaker.name());
        if (configured != null) {
            return configured;
        }
        if (families.ownerOf(breaker).isPresent()) {
            return null;
        }
        String asked = breakers.asked(breaker);
        Resolved before = breakers.said(breaker);
        if (asked == null && before == null) {
            return reconfiguration.hasDefaults(breaker) ? fresh.base() : null;
        }
        String base = asked != null ? asked : Objects.requireNonNull(before).base();
        return fresh.of(breaker.name(), fresh.bases().contains(base) ? base : Lineages.DEFAULT);
    }

    private @Nullable Resolved before(Breaker breaker, Resolved now, BreakerConfigs fresh) {
        return Same.object(now, fresh.base()) ? breakers.configs().base() : breakers.said(breaker);
    }

    /** A family has its size, and its meters, from its beginning on. */
    private Step withKeysAsTheyAre(Step step, BreakerConfigs fresh) {
        String name = step.breaker().name();
        KeySettings keys = families.find(name).map(KeyedBreakers::settings).orElse(null);
        StarterSettings starter = step.now().starter();
        if (keys == null || keys.equals(starter.keys())) {
            return step;
        }
        LOG.warn(
                "Breaker '%s' has keys already: max-keys, key-idle-time and meters-per-key stay as they are until the application starts again."
                        .formatted(name));
        Resolved adapted = step.now().with(starter.with(keys));
        fresh.instances().replace(name, adapted);
        return new Step(step.breaker(), step.before(), adapted);
    }

    private void check(Step step) {
        try {
            reconfiguration.check(step.breaker(), step.now());
        } catch (InvalidSettingsException e) {
            throw new InvalidBreakerConfigurationException(
                    List.of(
                            new Problem(
                                    List.of(),
                                    "With the settings that were changed by hand, breaker '%s' cannot work: %s"
                                            .formatted(step.breaker().name(), e.getMessage()),
                                    "Revert these, or correct the configuration.")));
        }
    }

    private boolean take(Step step, BreakerConfigs fresh) {
        Breaker breaker = step.breaker();
        boolean configured = fresh.instances().containsKey(breaker.name());
        if (!configured && !Same.object(step.now(), fresh.base())) {
            breakers.say(breaker, step.now());
        }
        if (!step.changesSomething()) {
            return false;
        }
        SettingsChange change =
                reconfiguration.noted(
                        breaker,
                        CONFIGURATION,
                        Set.of(),
                        () -> reconfiguration.rebase(breaker, step.now()));
        LOG.info(
                "Breaker '%s' has other settings, for %s: %s"
                        .formatted(breaker.name(), CONFIGURATION.reason(), change.words()));
        return true;
    }
}
