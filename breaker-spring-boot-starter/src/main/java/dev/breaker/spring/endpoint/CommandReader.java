package dev.breaker.spring.endpoint;

import dev.breaker.Intervention;
import dev.breaker.spring.Author;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.convert.DurationStyle;

/** Makes commands of requests, and refuses those whose form is wrong. */
final class CommandReader {

    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_NAME = 200;
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Set<StateUpdate> LASTING =
            Set.of(StateUpdate.FORCE_OPEN, StateUpdate.DISABLE, StateUpdate.METRICS_ONLY);
    private static final String OTHERS =
            "settings, revertSettings, rehearse, endRehearsal, adoptRehearsal";

    private CommandReader() {}

    /** Who acts, and why. */
    static Author author(PostedOrder order, SecurityContext security) {
        String by = security.getPrincipal() == null ? null : security.getPrincipal().getName();
        return new Author(by == null ? null : shortened(PlainText.of(by)), reason(order.reason()));
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private static @Nullable String reason(@Nullable Object reason) {
        if (reason == null) {
            return null;
        }
        if (!(reason instanceof String text) || text.length() > LONGEST_REASON) {
            throw new BadRequestException(
                    "reason must be a text of at most %d characters".formatted(LONGEST_REASON));
        }
        String plain = PlainText.of(text);
        return plain.isEmpty() ? null : plain;
    }

    /**
     * What is to be done.
     *
     * @throws BadRequestException if that is nothing, or more than one thing, or not understood
     */
    static Command command(PostedOrder order, Author author) {
        Map<String, Object> actions = order.actions();
        if (actions.size() > 1) {
            throw new BadRequestException(
                    "Only one of these can be done at a time: %s"
                            .formatted(String.join(", ", actions.keySet())));
        }
        String action = actions.isEmpty() ? "updateState" : actions.keySet().iterator().next();
        Object value = actions.get(action);
        if (order.duration() != null && !action.equals("updateState")) {
            throw new BadRequestException("duration must not stand beside " + action);
        }
        return switch (action) {
            case "settings" -> new Command.Change(SettingsText.read(action, String.valueOf(value)));
            case "rehearse" ->
                    new Command.Rehearse(SettingsText.read(action, String.valueOf(value)));
            case "revertSettings" -> isTrue(action, value, new Command.Revert());
            case "endRehearsal" -> isTrue(action, value, new Command.EndRehearsal());
            case "adoptRehearsal" -> isTrue(action, value, new Command.AdoptRehearsal());
            default -> steer(value, order.duration(), author);
        };
    }

    private static Command isTrue(String action, @Nullable Object value, Command command) {
        if (!"true".equals(String.valueOf(value))) {
            throw new BadRequestException(
                    "'%s' is no %s; it must be true".formatted(value, action));
        }
        return command;
    }

    private static Command steer(
            @Nullable Object updateState, @Nullable Object duration, Author author) {
        String text = updateState == null ? null : String.valueOf(updateState);
        StateUpdate update =
                EnumText.parse(StateUpdate.class, text)
                        .orElseThrow(() -> new BadRequestException(unknown(text)));
        if (duration != null && !LASTING.contains(update)) {
            throw new BadRequestException(
                    "%s takes no duration; it is for FORCE_OPEN, DISABLE and METRICS_ONLY"
                            .formatted(update));
        }
        return new Command.Steer(
                update,
                new Intervention(
                        author.by(),
                        author.reason(),
                        duration == null ? null : duration(String.valueOf(duration))));
    }

    private static String unknown(@Nullable String updateState) {
        String names = EnumText.names(StateUpdate.class);
        return updateState == null
                ? "updateState is missing; it must be one of %s; or one of these must be there: %s"
                        .formatted(names, OTHERS)
                : "'%s' is no updateState; it must be one of %s".formatted(updateState, names);
    }

    private static Duration duration(String text) {
        Duration duration = parsed(text);
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw wrongDuration(text);
        }
        return duration;
    }

    /** A number alone would be milliseconds in a file, and is seconds to most people. */
    private static Duration parsed(String text) {
        try {
            if (text.matches("[+-]?\\d+")) {
                throw wrongDuration(text);
            }
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw wrongDuration(text);
        }
    }

    private static BadRequestException wrongDuration(String text) {
        return new BadRequestException(
                "'%s' is no duration; it must have a unit, as in 10m or PT10M, and be above 0 and at most 7d"
                        .formatted(text));
    }
}
