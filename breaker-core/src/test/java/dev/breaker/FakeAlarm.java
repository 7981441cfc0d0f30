package dev.breaker;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An alarm that rings only when a test says so; remembers what was asked of it. Thread-safe. */
final class FakeAlarm implements Alarm {

    /** One request: how much later it was to run, and what. */
    record Setting(long nanos, Runnable task) {}

    private final Queue<Setting> pending = new ConcurrentLinkedQueue<>();

    @Override
    public void set(long nanos, Runnable task) {
        pending.add(new Setting(nanos, task));
    }

    /** What was asked for and has not rung, oldest first. */
    List<Setting> pending() {
        return List.copyOf(pending);
    }

    /** Runs all that is pending, whatever the time; what that sets anew is left pending. */
    void ring() {
        List<Setting> due = new ArrayList<>(pending);
        pending.removeAll(due);
        due.forEach(setting -> setting.task().run());
    }
}
