package dev.breaker.spring;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** What there is to say of weaving when all beans have been seen. */
final class WeavingReport {

    private static final Log logger = LogFactory.getLog(WeavingReport.class);

    private final Weaving weaving;
    private final Set<String> woven = new TreeSet<>();
    private final Set<String> others = new TreeSet<>();
    private boolean inReach;

    WeavingReport(Weaving weaving) {
        this.weaving = weaving;
    }

    /** Notes an annotated method of a bean. */
    void add(Method method, Class<?> type) {
        boolean isWoven = Weaving.isWoven(method);
        (isWoven ? woven : others).add(Descriptions.of(method, type));
        inReach |= !isWoven && Weaving.isInReach(method);
    }

    /** Says it: in the log, or as a problem if there is no weaver at all. */
    void conclude(AnnotationProblems problems) {
        if (!weaving.isUsed()) {
            if (!woven.isEmpty()) {
                logger.info(
                        "Woven, but guarded by proxies for breaker.mode is PROXY: %s. Set breaker.mode=ASPECTJ to have calls guarded that come past the proxies."
                                .formatted(String.join(", ", woven)));
            }
        } else if (woven.isEmpty() && inReach) {
            problems.add(nothingIsWoven());
        } else if (!others.isEmpty()) {
            logger.info(
                    "Guarded by proxies, for the aspect is not woven into them: "
                            + String.join(", ", others));
        }
    }

    private AnnotationProblem nothingIsWoven() {
        return new AnnotationProblem(
                "breaker.mode",
                "It is ASPECTJ, but no weaver has seen a single annotated method of a bean: %s."
                        .formatted(String.join(", ", others)),
                "Start the JVM with -javaagent:<path of aspectjweaver.jar>, with an aop.xml that includes"
                        + " these classes, or weave them at compile time with breaker-spring-boot-starter as"
                        + " aspect library; or remove breaker.mode, and proxies guard them.");
    }
}
