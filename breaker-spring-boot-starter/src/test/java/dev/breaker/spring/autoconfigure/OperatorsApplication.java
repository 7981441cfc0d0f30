package dev.breaker.spring.autoconfigure;

import dev.breaker.BreakerRegistry;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;

/** What an application needs to know its operators, and to remember what they did. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class OperatorsApplication {

    static UserDetails ann() {
        return User.withUsername("ann").password("{noop}secret").roles("OPERATOR").build();
    }

    @Bean
    AuditEventRepository audit() {
        return new InMemoryAuditEventRepository();
    }

    /** Nobody shall go on where the test before has left off. */
    static void reset(BreakerRegistry registry) {
        registry.all().forEach(breaker -> breaker.reset());
    }
}
