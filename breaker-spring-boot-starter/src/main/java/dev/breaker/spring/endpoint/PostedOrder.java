package dev.breaker.spring.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request asks to be done, as it came. */
record PostedOrder(
        @Nullable Object updateState,
        @Nullable Object reason,
        @Nullable Object duration,
        @Nullable Object settings,
        @Nullable Object revertSettings,
        @Nullable Object rehearse,
        @Nullable Object endRehearsal,
        @Nullable Object adoptRehearsal) {

    /** What is to be done, by its name in the request; there should be one. */
    Map<String, Object> actions() {
        Map<String, Object> actions = new LinkedHashMap<>();
        put(actions, "updateState", updateState);
        put(actions, "settings", settings);
        put(actions, "revertSettings", revertSettings);
        put(actions, "rehearse", rehearse);
        put(actions, "endRehearsal", endRehearsal);
        put(actions, "adoptRehearsal", adoptRehearsal);
        return actions;
    }

    private static void put(Map<String, Object> actions, String name, @Nullable Object value) {
        if (value != null) {
            actions.put(name, value);
        }
    }
}
