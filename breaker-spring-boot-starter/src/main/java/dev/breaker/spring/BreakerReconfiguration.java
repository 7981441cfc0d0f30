package dev.breaker.spring;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes the settings of breakers while the application runs. State and window stay, and calls
 * under way end under the settings that permitted them. Thread-safe.
 *
 * <p>What is changed by hand is nearest: it holds until it is {@linkplain #revert reverted}, also
 * when the configuration changes below it. It is not kept over a restart.
 */
public interface BreakerReconfiguration {

    /**
     * Reads the configuration of the application anew, gives their new settings to the breakers
     * that have others now, and makes those that are configured for the first time.
     *
     * @return the names of the breakers that have other settings now, or are new
     * @throws RuntimeException if something in the configuration is wrong; its message names each
     *     key and where it stands, and nothing is changed
     */
    Set<String> refresh();

    /**
     * The settings that a breaker would have with some of them changed.
     *
     * @param breaker whose settings
     * @param settings values by keys, as in the configuration; null for what is configured
     * @return valid settings; the breaker keeps those that it has
     * @throws InvalidSettingsException if a key or a value is wrong
     */
    BreakerConfig proposal(Breaker breaker, Map<String, ?> settings);

    /**
     * Changes settings of a breaker, and of its keys if it is that of a family.
     *
     * @param breaker whose settings
     * @param settings values by keys, as in the configuration; null for what is configured
     * @param author who changes them, and why
     * @return what they were, and what they are
     * @throws InvalidSettingsException if a key or a value is wrong; nothing is changed then
     */
    SettingsChange change(Breaker breaker, Map<String, ?> settings, Author author);

    /**
     * Gives a breaker the settings that the configuration says, or those with which code made it.
     *
     * @param breaker whose settings
     * @param author who reverts them, and why
     * @return what they were, and what they are
     * @throws InvalidSettingsException if they do not go together, which is a fault of code
     */
    SettingsChange revert(Breaker breaker, Author author);

    /**
     * The settings that somebody has changed by hand.
     *
     * @param breaker whose settings
     * @return their keys
     */
    Set<String> changedByHand(Breaker breaker);

    /**
     * Where the settings of a breaker come from.
     *
     * @param breaker whose settings
     * @return for the key of each setting: file and line, variable, {@code default}, {@code code},
     *     or who changed it
     */
    Map<String, String> origins(Breaker breaker);

    /**
     * What has been changed since the breaker was made; the last so many of it.
     *
     * @param breaker whose settings
     * @return the newest last
     */
    List<SettingsChange> changes(Breaker breaker);
}
