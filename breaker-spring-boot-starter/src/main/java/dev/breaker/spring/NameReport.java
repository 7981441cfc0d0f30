package dev.breaker.spring;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Says in the log where the names in annotations and those in the configuration do not meet. */
final class NameReport {

    private static final Log logger = LogFactory.getLog(NameReport.class);

    private NameReport() {}

    /**
     * Writes it.
     *
     * @param annotated the breakers of annotations, by name
     * @param configured the names under {@code breaker.instances}, but for those of keys
     */
    static void log(Map<String, Annotated> annotated, Set<String> configured) {
        Set<String> unused = new TreeSet<>(configured);
        unused.removeAll(annotated.keySet());
        Set<String> unconfigured = new TreeSet<>();
        annotated.forEach(
                (name, annotation) -> {
                    if (!configured.contains(name) && annotation.configuration().isEmpty()) {
                        unconfigured.add(name);
                    }
                });
        for (String name : Set.copyOf(unconfigured)) {
            similar(name, unused)
                    .ifPresent(
                            other -> {
                                warn(name, other);
                                unconfigured.remove(name);
                                unused.remove(other);
                            });
        }
        inform("Annotated but not configured, so with the default settings: ", unconfigured);
        inform("Configured but used by no @CircuitBreaker: ", unused);
    }

    /**
     * Warns of breakers that one call may ask twice: at the method, and at the client or data
     * source through which it calls. Those of keys are others than that of the name.
     *
     * @param annotated the breakers of annotations, by name
     * @param elsewhere the names of those that are asked without an annotation
     */
    static void warnOfShared(Map<String, Annotated> annotated, Set<String> elsewhere) {
        Set<String> shared = new TreeSet<>();
        annotated.forEach(
                (name, annotation) -> {
                    if (elsewhere.contains(name) && annotation.key().isEmpty()) {
                        shared.add(name);
                    }
                });
        if (!shared.isEmpty()) {
            logger.warn(
                    ("Breakers '%s' are asked by @CircuitBreaker as well as by clients or data sources"
                                    + " that a setting or code put behind them. A method that calls"
                                    + " through these asks twice for one call, which counts it double,"
                                    + " and with one probe never closes. Use one of both, or another"
                                    + " name.")
                            .formatted(String.join("', '", shared)));
        }
    }

    private static Optional<String> similar(String name, Collection<String> others) {
        return others.stream().filter(other -> Spelling.areSimilar(name, other)).findFirst();
    }

    private static void warn(String annotated, String configured) {
        logger.warn(
                ("@CircuitBreaker names a breaker '%s' that is not configured, and breaker.instances has"
                                + " a '%s' that nothing uses: is one the other misspelt? '%1$s' has the default"
                                + " settings.")
                        .formatted(annotated, configured));
    }

    private static void inform(String message, Set<String> names) {
        if (!names.isEmpty()) {
            logger.info(message + "breakers '" + String.join("', '", names) + "'");
        }
    }
}
