package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.http.ClientMode;
import dev.breaker.spring.http.GroupMode;
import dev.breaker.spring.http.StatusRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
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

    private Http http = new Http();

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

    /** {@return what concerns HTTP clients} */
    public Http getHttp() {
        return http;
    }

    public void setHttp(Http http) {
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

    /** What concerns HTTP clients. */
    public static final class Http {

        /**
         * Which breakers stand before RestClient: OFF, CLIENT (one for each client that is a bean,
         * named like it), or HOST (one for each host, named like it). Default: OFF.
         */
        private ClientMode restClient = ClientMode.OFF;

        /** Which breakers stand before RestTemplate: OFF, CLIENT or HOST. Default: OFF. */
        private ClientMode restTemplate = ClientMode.OFF;

        /** Which breakers stand before WebClient: OFF, CLIENT or HOST. Default: OFF. */
        private ClientMode webClient = ClientMode.OFF;

        /**
         * Which breakers stand before groups of HTTP services (@ImportHttpServices): OFF, GROUP
         * (one for each group, named like it), or HOST. Default: OFF.
         */
        private GroupMode serviceGroups = GroupMode.OFF;

        /**
         * Named base of the breakers of HTTP clients that are not configured below
         * breaker.instances. Default: the base of all.
         */
        private String configuration = "";

        /**
         * How many hosts that are not configured can have breakers of their own; those beyond share
         * one. Default: 100.
         */
        private int maxHosts = 100;

        /**
         * Statuses that are failures: codes, such as 503, or classes, such as 5xx. Default: 5xx,
         * 429, 408.
         */
        private List<String> failureStatuses = new ArrayList<>(StatusRules.FAILURES);

        /**
         * Statuses that are neither failure nor success; one that is a failure as well is a
         * failure. Default: 4xx.
         */
        private List<String> ignoredStatuses = new ArrayList<>(StatusRules.IGNORED);

        /** {@return which breakers stand before {@code RestClient}; default: OFF} */
        public ClientMode getRestClient() {
            return restClient;
        }

        public void setRestClient(ClientMode restClient) {
            this.restClient = restClient;
        }

        /** {@return which breakers stand before {@code RestTemplate}; default: OFF} */
        public ClientMode getRestTemplate() {
            return restTemplate;
        }

        public void setRestTemplate(ClientMode restTemplate) {
            this.restTemplate = restTemplate;
        }

        /** {@return which breakers stand before {@code WebClient}; default: OFF} */
        public ClientMode getWebClient() {
            return webClient;
        }

        public void setWebClient(ClientMode webClient) {
            this.webClient = webClient;
        }

        /** {@return which breakers stand before groups of HTTP services; default: OFF} */
        public GroupMode getServiceGroups() {
            return serviceGroups;
        }

        public void setServiceGroups(GroupMode serviceGroups) {
            this.serviceGroups = serviceGroups;
        }

        /**
         * {@return the named base of breakers that are not configured; default: empty, the base of
         * all}
         */
        public String getConfiguration() {
            return configuration;
        }

        public void setConfiguration(String configuration) {
            this.configuration = configuration;
        }

        /** {@return how many hosts can have breakers of their own; default: 100} */
        public int getMaxHosts() {
            return maxHosts;
        }

        public void setMaxHosts(int maxHosts) {
            this.maxHosts = maxHosts;
        }

        /** {@return the statuses that are failures; default: 5xx, 429, 408} */
        public List<String> getFailureStatuses() {
            return failureStatuses;
        }

        public void setFailureStatuses(List<String> failureStatuses) {
            this.failureStatuses = failureStatuses;
        }

        /** {@return the statuses that are neither failure nor success; default: 4xx} */
        public List<String> getIgnoredStatuses() {
            return ignoredStatuses;
        }

        public void setIgnoredStatuses(List<String> ignoredStatuses) {
            this.ignoredStatuses = ignoredStatuses;
        }
    }
}
