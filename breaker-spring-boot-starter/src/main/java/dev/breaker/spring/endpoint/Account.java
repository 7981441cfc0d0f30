package dev.breaker.spring.endpoint;

import dev.breaker.Breaker;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Gives account of what operators do: one line in the log, and an audit event, which Spring Boot
 * keeps where the application has an {@code AuditEventRepository}.
 */
final class Account {

    private static final Log LOG = LogFactory.getLog(Breaker.class);
    private static final String NOBODY = "anonymous";

    private final @Nullable ApplicationEventPublisher application;

    /**
     * An account.
     *
     * @param application hears of it; null where nobody does
     */
    Account(@Nullable ApplicationEventPublisher application) {
        this.application = application;
    }

    void of(Deed deed) {
        LOG.info(PlainText.of(deed.words()));
        if (application != null) {
            publish(event(deed), application);
        }
    }

    /** It is done already: who fails to write it down must not keep an operator from the rest. */
    private static void publish(AuditApplicationEvent event, ApplicationEventPublisher to) {
        try {
            to.publishEvent(event);
        } catch (RuntimeException broken) {
            LOG.error("An action could not be audited: " + event.getAuditEvent(), broken);
        }
    }

    private static AuditApplicationEvent event(Deed deed) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("breaker", deed.breaker());
        data.put("action", deed.action());
        put(data, "reason", deed.author().reason());
        put(data, "until", deed.until());
        if (deed.type().equals(Deed.SETTINGS)) {
            data.put("from", deed.from());
            data.put("to", deed.to());
        } else if (!deed.to().isEmpty()) {
            data.put("settings", deed.to());
        }
        String by = deed.author().by();
        return new AuditApplicationEvent(by == null ? NOBODY : by, deed.type(), data);
    }

    private static void put(Map<String, Object> data, String key, @Nullable Object value) {
        if (value != null) {
            data.put(key, value);
        }
    }
}
