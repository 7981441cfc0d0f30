package dev.breaker.spring.endpoint;

import dev.breaker.Intervention;
import java.util.Map;

/** What an operator wants to be done with a breaker; its form is right. */
sealed interface Command {

    /** Moves it. */
    record Steer(StateUpdate update, Intervention what) implements Command {}

    /** Changes settings. */
    record Change(Map<String, ?> settings) implements Command {}

    /** Gives it the settings that it had before changes. */
    record Revert() implements Command {}

    /** Tries settings beside those in force. */
    record Rehearse(Map<String, ?> settings) implements Command {}

    /** Tries them no more. */
    record EndRehearsal() implements Command {}

    /** Puts in force what is tried. */
    record AdoptRehearsal() implements Command {}
}
