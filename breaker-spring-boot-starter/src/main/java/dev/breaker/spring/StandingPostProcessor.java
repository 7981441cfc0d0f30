package dev.breaker.spring;

import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;

/**
 * Gives the breaker its place among advice that has no order: what Spring puts around a bean by
 * post-processors of its own. Comes after all that have an order, and touches guarded beans only.
 */
public final class StandingPostProcessor implements SmartInstantiationAwareBeanPostProcessor {

    private static final Log logger = LogFactory.getLog(StandingPostProcessor.class);

    /** In a circle of references the proxy is handed out here. */
    @Override
    public Object getEarlyBeanReference(Object bean, String name) {
        return postProcessAfterInitialization(bean, name);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof Advised proxy) {
            List<Advisor> chain = List.of(proxy.getAdvisors());
            List<Advisor> arranged = Standing.of(chain);
            if (arranged.equals(chain)) {
                return bean;
            }
            if (proxy.isFrozen()) {
                reportFrozen(name);
            } else {
                arrange(proxy, chain, arranged);
            }
        }
        return bean;
    }

    private static void reportFrozen(String name) {
        logger.warn(
                ("The proxy of bean '%s' is frozen, so that the advice around it stays in the order"
                                + " of its creation: the breaker may enclose caches and validation, and"
                                + " its fallback may hide failures from retries.")
                        .formatted(name));
    }

    private static void arrange(Advised proxy, List<Advisor> chain, List<Advisor> arranged) {
        for (Advisor replaced : chain) {
            if (!arranged.contains(replaced)) {
                proxy.removeAdvisor(replaced);
            }
        }
        for (int i = 0; i < arranged.size(); i++) {
            Advisor wanted = arranged.get(i);
            if (i >= proxy.getAdvisorCount() || !proxy.getAdvisors()[i].equals(wanted)) {
                proxy.removeAdvisor(wanted);
                proxy.addAdvisor(i, wanted);
            }
        }
    }
}
