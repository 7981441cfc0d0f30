package dev.breaker;

import java.util.List;

/**
 * A setting, or a combination of settings, with which no breaker can work. The message names the
 * setting, its value, and what is allowed.
 */
public final class InvalidSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String[] settings; // an array, for a List need not be serializable

    InvalidSettingException(String message, String... settings) {
        super(message);
        this.settings = settings.clone();
    }

    /**
     * The settings that are wrong, or contradict each other.
     *
     * @return names in camel case, as the builder's methods have them; at least one
     */
    public List<String> settings() {
        return List.of(settings);
    }
}
