package dev.breaker.spring.autoconfigure;

import dev.breaker.Breaker;
import dev.breaker.spring.BreakerReconfiguration;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Reads the configuration of the breakers anew when the environment has changed, whichever keys
 * have: a setting can be made of others by placeholders. Comes before Spring Cloud binds properties
 * anew, which ends at the first value that does not fit.
 */
final class EnvironmentListener implements ApplicationListener<EnvironmentChangeEvent>, Ordered {

    private static final Log LOG = LogFactory.getLog(Breaker.class);

    private final BreakerReconfiguration reconfiguration;

    EnvironmentListener(BreakerReconfiguration reconfiguration) {
        this.reconfiguration = reconfiguration;
    }

    @Override
    public void onApplicationEvent(EnvironmentChangeEvent event) {
        try {
            reconfiguration.refresh();
        } catch (InvalidBreakerConfigurationException wrong) {
            LOG.error(
                    "The breakers keep the settings that they have. %s%n%n%s"
                            .formatted(wrong.description(), wrong.action()));
        } catch (RuntimeException broken) {
            LOG.error("The breakers keep the settings that they have.", broken);
        }
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
