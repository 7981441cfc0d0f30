package dev.breaker;

/** What the size of a window counts. */
public enum WindowType {
    /** The window holds exactly the last N outcomes. */
    COUNT_BASED,
    /** The window holds the outcomes of the last N seconds, in rolling slices. */
    TIME_BASED
}
