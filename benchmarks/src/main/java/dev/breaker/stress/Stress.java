package dev.breaker.stress;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs the races. The first argument is {@code short} for one JVM of each (a minute or two in all),
 * or a preset of jcstress (sanity, quick, default, tough, stress) for each under all compilers and
 * their combinations; the second is what they are to match.
 */
public final class Stress {

    private static final List<String> SHORT =
            List.of("-f", "1", "-iters", "2", "-time", "250", "-sc", "false", "-jvmArgs", "-Xmx1g");

    private Stress() {}

    /**
     * Ends with another status than 0 if an outcome was seen that is forbidden.
     *
     * @param args how long, and what
     * @throws Exception if jcstress fails
     */
    public static void main(String... args) throws Exception {
        List<String> mode = args[0].equals("short") ? SHORT : List.of("-m", args[0]);
        List<String> all = new ArrayList<>(mode);
        all.addAll(List.of("-t", args[1], "-r", "report"));
        org.openjdk.jcstress.Main.main(all.toArray(String[]::new));
    }
}
