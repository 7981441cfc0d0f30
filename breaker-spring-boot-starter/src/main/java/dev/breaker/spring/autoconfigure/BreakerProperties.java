package dev.breaker.spring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.context.annotation.AdviceMode;

/**
 * Everything below {@code breaker} in the configuration of an application. Unknown keys are refused
 * by the check that comes before the binding. Not thread-safe.
 */
@ConfigurationProperties("breaker")
public final class BreakerProperties {

    /**
     * Whether annotated methods are guarded. Registry, endpoint and configured breakers are there
     * either way. Default: true.
     */
    private boolean enabled = true;

    /**
     * How calls of annotated methods are intercepted: by Spring's proxies, or by AspectJ's weaver,
     * which also sees calls from within a bean and methods that no proxy can override. Default:
     * PROXY.
     */
    private AdviceMode mode = AdviceMode.PROXY;

    /**
     * Order of the advice around annotated methods: a lower value is further out, and one below 0
     * is outside of retries. Default: around transactions, inside caches and retries.
     */
    private @Nullable Integer order;

    private Cloud cloud = new Cloud();

    private Jdbc jdbc = new Jdbc();

    private Web web = new Web();

    private Dashboard dashboard = new Dashboard();

    @NestedConfigurationProperty private HttpSettings http = new HttpSettings();

    /** Named bases, from which breakers inherit their settings; "default" is the base of all. */
    private Map<String, BreakerSettings> configs = new LinkedHashMap<>();

    /** Breakers by name, with the settings in which they differ from their base. */
    private Map<String, BreakerSettings> instances = new LinkedHashMap<>();

    /** {@return whether annotated methods are guarded; default: true} */
    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** {@return how calls of annotated methods are intercepted; default: PROXY} */
    public AdviceMode getMode() {
        return mode;
    }

    public void setMode(AdviceMode mode) {
        this.mode = mode;
    }

    /** {@return the order of the advice around annotated methods, if set} */
    public @Nullable Integer getOrder() {
        return order;
    }

    public void setOrder(@Nullable Integer order) {
        this.order = order;
    }

    /** {@return what concerns Spring Cloud CircuitBreaker} */
    public Cloud getCloud() {
        return cloud;
    }

    public void setCloud(Cloud cloud) {
        this.cloud = cloud;
    }

    /** {@return what concerns databases} */
    public Jdbc getJdbc() {
        return jdbc;
    }

    public void setJdbc(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** {@return what concerns web applications} */
    public Web getWeb() {
        return web;
    }

    public void setWeb(Web web) {
        this.web = web;
    }

    /** {@return what concerns the dashboard} */
    public Dashboard getDashboard() {
        return dashboard;
    }

    public void setDashboard(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    /** {@return what concerns HTTP clients} */
    public HttpSettings getHttp() {
        return http;
    }

    public void setHttp(HttpSettings http) {
        this.http = http;
    }

    /** {@return the named bases} */
    public Map<String, BreakerSettings> getConfigs() {
        return configs;
    }

    public void setConfigs(Map<String, BreakerSettings> configs) {
        this.configs = configs;
    }

    /** {@return the breakers by name} */
    public Map<String, BreakerSettings> getInstances() {
        return instances;
    }

    public void setInstances(Map<String, BreakerSettings> instances) {
        this.instances = instances;
    }

    /** What concerns Spring Cloud CircuitBreaker. */
    public static final class Cloud {

        /**
         * Whether the breakers stand behind Spring Cloud's CircuitBreakerFactory and
         * ReactiveCircuitBreakerFactory. Default: true.
         */
        private boolean enabled = true;

        /**
         * How many breakers each of the two factories may make of ids that nobody configured.
         * Default: 1000.
         */
        private int maxBreakers = 1000;

        /** {@return whether the breakers stand behind Spring Cloud's factories; default: true} */
        public boolean isEnabled() {
            return enabled;
        }

        public void setEnabled(boolean enabled) {
            this.enabled = enabled;
        }

        /** {@return how many breakers a factory may make of other ids; default: 1000} */
        public int getMaxBreakers() {
            return maxBreakers;
        }

        public void setMaxBreakers(int maxBreakers) {
            this.maxBreakers = maxBreakers;
        }
    }

    /** What concerns databases. */
    public static final class Jdbc {

        /** Breakers by the names of the DataSource beans before which they stand. Default: none. */
        private Map<String, String> dataSources = new LinkedHashMap<>();

        /** {@return names of breakers by names of DataSource beans; default: none} */
        public Map<String, String> getDataSources() {
            return dataSources;
        }

        public void setDataSources(Map<String, String> dataSources) {
            this.dataSources = dataSources;
        }
    }

    /** What concerns web applications. */
    public static final class Web {

        /**
         * Whether a rejection that nobody handled is answered with 503 Service Unavailable.
         * Default: true.
         */
        private boolean enabled = true;

        /** {@return whether a rejection that nobody handled is answered with 503; default: true} */
        public boolean isEnabled() {
            return enabled;
        }

        public void setEnabled(boolean enabled) {
            this.enabled = enabled;
        }
    }

    /** What concerns the dashboard. */
    public static final class Dashboard {

        /**
         * Whether the endpoint "circuitbreakers" shows a browser the dashboard, where it is
         * exposed. Default: true.
         */
        private boolean enabled = true;

        /** {@return whether the endpoint shows a browser the dashboard; default: true} */
        public boolean isEnabled() {
            return enabled;
        }

        public void setEnabled(boolean enabled) {
            this.enabled = enabled;
        }
    }
}
