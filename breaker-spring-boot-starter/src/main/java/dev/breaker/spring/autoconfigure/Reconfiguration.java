package dev.breaker.spring.autoconfigure;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.Author;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.BreakerReconfiguration;
import dev.breaker.spring.EffectiveSettings;
import dev.breaker.spring.InvalidSettingsException;
import dev.breaker.spring.SettingsChange;
import dev.breaker.spring.StarterSettings;
import dev.breaker.spring.autoconfigure.BreakerConfigs.Resolved;
import dev.breaker.spring.autoconfigure.ChangedSettings.Note;
import dev.breaker.spring.autoconfigure.SettingsReader.Written;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Changes the settings of the {@link ConfiguredBreakers}. What is changed by hand lies above what
 * the configuration says, and above what customizers made of that, setting by setting. One change
 * at a time.
 */
final class Reconfiguration implements BreakerReconfiguration, AutoCloseable {

    private final Supplier<BreakerConfigs> configuration;
    private final SettingsReader reader;
    private final ConfiguredBreakers breakers;
    private final BreakerRegistry registry;
    private final BreakerFamilies families;
    private final BreakerConfig atStart;
    private final ChangeLog log = new ChangeLog();
    private final Origins origins;
    private final Consumer<Breaker> mourner = log::forget;
    private final Consumer<Breaker> welcomer = this::welcome;

    /**
     * Changes of settings.
     *
     * @param configuration reads the configuration anew
     * @param reader reads what somebody writes by hand
     */
    Reconfiguration(
            Supplier<BreakerConfigs> configuration,
            SettingsReader reader,
            ConfiguredBreakers breakers,
            BreakerRegistry registry,
            BreakerFamilies families) {
        this.configuration = configuration;
        this.reader = reader;
        this.breakers = breakers;
        this.registry = registry;
        this.families = families;
        this.atStart = breakers.configs().defaults();
        this.origins = new Origins(breakers, families, log);
        registry.onRemoved(mourner);
        registry.onEach(welcomer);
    }

    /** The registry gives its defaults to those that code makes; they may have changed since. */
    private void welcome(Breaker breaker) {
        BreakerConfig defaults = breakers.configs().defaults();
        if (isOurs(breaker.config()) && !Same.object(breaker.config(), defaults)) {
            breaker.reconfigure(defaults);
        }
    }

    /** Whether these are the defaults of a registry that has them from the configuration. */
    private boolean isOurs(BreakerConfig config) {
        return Same.object(config, atStart) && Same.object(config, registry.defaults());
    }

    /** Whether code made a breaker and gave it no settings of its own. */
    boolean hasDefaults(Breaker breaker) {
        BreakerConfig config = before(breaker).config();
        return isOurs(config) || Same.object(config, breakers.configs().defaults());
    }

    @Override
    public synchronized Set<String> refresh() {
        return new Refresh(breakers, registry, families, this).apply(configuration.get());
    }

    @Override
    public synchronized BreakerConfig proposal(Breaker breaker, Map<String, ?> settings) {
        BreakerConfig proposed =
                changed(breaker, reader.read(settings), new Author(null, null)).inForce();
        checkKeys(breaker, proposed);
        return proposed;
    }

    @Override
    public synchronized SettingsChange change(
            Breaker breaker, Map<String, ?> settings, Author author) {
        Written written = reader.read(settings);
        ChangedSettings changed = changed(breaker, written, author);
        checkKeys(breaker, changed.inForce());
        Set<String> keys = written.all().stream().map(Setting::key).collect(Collectors.toSet());
        return noted(breaker, author, keys, () -> put(breaker, changed));
    }

    /** What comes of changes, on top of those that were made before. */
    private ChangedSettings changed(Breaker breaker, Written written, Author author) {
        ChangedSettings before = before(breaker);
        BreakerSettings byHand = new BreakerSettings();
        Setting.copy(before.byHand(), byHand);
        Setting.copy(written.settings(), byHand);
        written.takenBack().forEach(setting -> setting.set(byHand, null));
        Map<Setting, Note> notes = new HashMap<>(before.notes());
        Note note = new Note(author, Instant.now());
        written.all().forEach(setting -> notes.put(setting, note));
        notes.keySet().removeAll(written.takenBack());
        return new ChangedSettings(
                before.config(),
                before.starter(),
                byHand,
                Map.copyOf(notes),
                reader.apply(byHand, before.config()));
    }

    private ChangedSettings before(Breaker breaker) {
        ChangedSettings known = log.of(breaker);
        if (known != null) {
            return known;
        }
        Resolved said = breakers.said(breaker);
        StarterSettings starter =
                said == null ? breakers.configs().starterDefaults() : said.starter();
        return new ChangedSettings(
                breaker.config(), starter, new BreakerSettings(), Map.of(), breaker.config());
    }

    @Override
    public synchronized SettingsChange revert(Breaker breaker, Author author) {
        ChangedSettings before = before(breaker);
        Resolved said = breakers.said(breaker);
        BreakerConfig config = said == null ? before.config() : said.config();
        checkKeys(breaker, config);
        return noted(breaker, author, Set.of(), () -> putBack(breaker, config));
    }

    private void putBack(Breaker breaker, BreakerConfig config) {
        log.reverted(breaker);
        breakers.revert(breaker);
        reconfigure(breaker, config);
    }

    private void put(Breaker breaker, ChangedSettings changed) {
        if (changed.notes().isEmpty()) {
            putBack(breaker, changed.config());
            return;
        }
        log.put(breaker, changed);
        breakers.change(breaker, reader.apply(changed.byHand(), changed.starter()));
        reconfigure(breaker, changed.inForce());
    }

    private void reconfigure(Breaker breaker, BreakerConfig config) {
        if (!Same.object(breaker.config(), config)) {
            breaker.reconfigure(config);
        }
        families.find(breaker.name())
                .ifPresent(family -> family.keys().forEach(key -> follow(key, breaker)));
    }

    /** A key that has nothing of its own has what its family has. */
    private void follow(Breaker key, Breaker family) {
        Resolved said = breakers.said(key);
        if (said == null || !follows(key, family)) {
            return;
        }
        StarterSettings starter = breakers.settings(family.name());
        Resolved now = new Resolved(said.base(), family.config(), starter, said.lineage());
        breakers.say(key, now);
        rebase(key, now);
    }

    /** One that is configured by name has something of its own. */
    private boolean follows(Breaker key, Breaker family) {
        return families.ownerOf(key).filter(of -> of.own() == family).isPresent()
                && !breakers.configs().instances().containsKey(key.name());
    }

    /**
     * Whether what is changed by hand of its keys goes together with what their family gets.
     *
     * @throws InvalidSettingsException if it does not
     */
    private void checkKeys(Breaker family, BreakerConfig config) {
        families.find(family.name()).stream()
                .flatMap(known -> known.keys().stream())
                .filter(key -> follows(key, family))
                .forEach(key -> checkKey(key, config));
    }

    private void checkKey(Breaker key, BreakerConfig config) {
        ChangedSettings known = log.of(key);
        try {
            if (known != null) {
                reader.apply(known.byHand(), config);
            }
        } catch (InvalidSettingsException e) {
            throw new InvalidSettingsException(
                    "With what was changed by hand of its key '%s': %s"
                            .formatted(key.name(), e.getMessage()));
        }
    }

    /** The configuration says something else of a breaker; what is changed by hand stays. */
    void rebase(Breaker breaker, Resolved now) {
        ChangedSettings known = log.of(breaker);
        if (known == null) {
            reconfigure(breaker, now.config());
        } else {
            put(breaker, onTopOf(now, known));
        }
    }

    private ChangedSettings onTopOf(Resolved now, ChangedSettings known) {
        return new ChangedSettings(
                now.config(),
                now.starter(),
                known.byHand(),
                known.notes(),
                reader.apply(known.byHand(), now.config()));
    }

    /**
     * Whether what is changed by hand goes together with what the configuration says now.
     *
     * @throws InvalidSettingsException if it does not
     */
    void check(Breaker breaker, Resolved now) {
        ChangedSettings known = log.of(breaker);
        checkKeys(breaker, known == null ? now.config() : onTopOf(now, known).inForce());
    }

    /** Does something, and takes note of the difference. */
    SettingsChange noted(Breaker breaker, Author author, Set<String> keys, Runnable change) {
        Map<String, Object> before = inForce(breaker);
        change.run();
        Map<String, Object> after = inForce(breaker);
        Set<String> all = new TreeSet<>(keys);
        all.addAll(EffectiveSettings.different(before, after).keySet());
        all.addAll(EffectiveSettings.different(after, before).keySet());
        SettingsChange noted =
                new SettingsChange(
                        Instant.now(),
                        author.by(),
                        author.reason(),
                        EffectiveSettings.only(all, before),
                        EffectiveSettings.only(all, after));
        if (!all.isEmpty()) {
            log.add(breaker, noted);
        }
        return noted;
    }

    private Map<String, Object> inForce(Breaker breaker) {
        return EffectiveSettings.of(breaker.config(), breakers.settings(breaker.name()));
    }

    @Override
    public Set<String> changedByHand(Breaker breaker) {
        ChangedSettings known = log.of(breaker);
        return known == null
                ? Set.of()
                : known.notes().keySet().stream()
                        .map(Setting::key)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Map<String, String> origins(Breaker breaker) {
        return origins.of(breaker);
    }

    @Override
    public List<SettingsChange> changes(Breaker breaker) {
        return log.history(breaker);
    }

    /** Lets go of the registry, which may be that of other applications, too. */
    @Override
    public void close() {
        registry.unsubscribe(mourner);
        registry.unsubscribe(welcomer);
    }
}
