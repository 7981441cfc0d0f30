package dev.breaker.spring.endpoint;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.Snapshot;
import dev.breaker.spring.Author;
import dev.breaker.spring.BreakerReconfiguration;
import dev.breaker.spring.EffectiveSettings;
import dev.breaker.spring.SettingsChange;
import dev.breaker.spring.StarterSettings;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does what operators want. */
final class Actions {

    private static final String REHEARSAL = "adoptRehearsal";

    /** Something that can be done: nothing is wrong with it any more. */
    interface Ready {

        /** Does it. */
        Deed done();
    }

    private final @Nullable BreakerReconfiguration reconfiguration;
    private final Rehearsals rehearsals;

    Actions(@Nullable BreakerReconfiguration reconfiguration, Rehearsals rehearsals) {
        this.reconfiguration = reconfiguration;
        this.rehearsals = rehearsals;
    }

    /**
     * Makes a command ready for a breaker; changes nothing yet.
     *
     * @throws BadRequestException if it cannot be done with this breaker
     * @throws dev.breaker.spring.InvalidSettingsException if settings are wrong
     */
    Ready ready(Command command, Breaker breaker, Author author) {
        if (command instanceof Command.Steer steer) {
            return () -> steered(steer, breaker, author);
        }
        if (command instanceof Command.Change change) {
            reconfiguration().proposal(breaker, change.settings());
            return () ->
                    changed(
                            "CHANGE_SETTINGS",
                            breaker,
                            author,
                            reconfiguration().change(breaker, change.settings(), author));
        }
        if (command instanceof Command.Revert) {
            BreakerReconfiguration settings = reconfiguration();
            return () ->
                    changed("REVERT_SETTINGS", breaker, author, settings.revert(breaker, author));
        }
        if (command instanceof Command.Rehearse rehearse) {
            return rehearsal(rehearse.settings(), breaker, author);
        }
        return command instanceof Command.AdoptRehearsal
                ? adoption(breaker, author)
                : () -> ended(breaker, author);
    }

    private BreakerReconfiguration reconfiguration() {
        if (reconfiguration == null) {
            throw new BadRequestException(
                    "settings cannot be changed here: the application has a Breakers bean of its own");
        }
        return reconfiguration;
    }

    private static Deed steered(Command.Steer steer, Breaker breaker, Author author) {
        steer.update().applyTo(breaker, steer.what());
        Snapshot snapshot = breaker.snapshot();
        Instant at = snapshot.interventionAt();
        Instant until =
                steer.what().lasting() == null || at == null
                        ? null
                        : at.plus(steer.what().lasting());
        return Deed.action(breaker.name(), steer.update().name(), author, until);
    }

    private static Deed changed(
            String action, Breaker breaker, Author author, SettingsChange change) {
        return Deed.settings(breaker.name(), action, author, change);
    }

    private Ready rehearsal(Map<String, ?> settings, Breaker breaker, Author author) {
        BreakerConfig candidate = reconfiguration().proposal(breaker, settings);
        return () -> {
            rehearsals.begin(
                    breaker, new Rehearsals.Begun(settings, candidate, author, Instant.now()));
            return new Deed(
                    Deed.ACTION,
                    breaker.name(),
                    "REHEARSE",
                    author,
                    null,
                    different(breaker.config(), candidate),
                    different(candidate, breaker.config()));
        };
    }

    private static Map<String, Object> different(BreakerConfig of, BreakerConfig from) {
        StarterSettings any = StarterSettings.DEFAULTS;
        return EffectiveSettings.different(
                EffectiveSettings.of(of, any), EffectiveSettings.of(from, any));
    }

    private Deed ended(Breaker breaker, Author author) {
        rehearsals.end(breaker);
        return Deed.action(breaker.name(), "END_REHEARSAL", author, null);
    }

    private Ready adoption(Breaker breaker, Author author) {
        Rehearsals.Begun begun = rehearsals.of(breaker);
        if (begun == null) {
            throw new BadRequestException(
                    breaker.candidate() == null
                            ? REHEARSAL
                                    + ": nothing is rehearsed beside breaker '"
                                    + breaker.name()
                                    + "'"
                            : REHEARSAL
                                    + ": code began this rehearsal, and only code can adopt it");
        }
        refuseOther(breaker, begun);
        return () -> {
            refuseOther(breaker, begun);
            SettingsChange change = reconfiguration().change(breaker, begun.settings(), author);
            rehearsals.end(breaker);
            return changed("ADOPT_REHEARSAL", breaker, author, change);
        };
    }

    /** What is put in force must be what was rehearsed. */
    private void refuseOther(Breaker breaker, Rehearsals.Begun begun) {
        BreakerConfig now = reconfiguration().proposal(breaker, begun.settings());
        if (!now.equals(begun.candidate())) {
            throw new BadRequestException(
                    REHEARSAL
                            + ": the settings in force have changed since the rehearsal began; rehearse again");
        }
    }
}
