package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.http.ClientMode;
import dev.breaker.spring.http.GroupMode;
import dev.breaker.spring.http.StatusRules;
import java.util.ArrayList;
import java.util.List;

/** What concerns HTTP clients. */
public final class HttpSettings {

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
     * Which breakers stand before groups of HTTP services (@ImportHttpServices): OFF, GROUP (one
     * for each group, named like it), or HOST. Default: OFF.
     */
    private GroupMode serviceGroups = GroupMode.OFF;

    /**
     * Named base of the breakers of HTTP clients that are not configured below breaker.instances.
     * Default: the base of all.
     */
    private String configuration = "";

    /**
     * How many hosts that are not configured can have breakers of their own; those beyond share
     * one. Default: 100.
     */
    private int maxHosts = 100;

    /**
     * Statuses that are failures: codes, such as 503, or classes, such as 5xx. Default: 5xx, 429,
     * 408.
     */
    private List<String> failureStatuses = new ArrayList<>(StatusRules.FAILURES);

    /**
     * Statuses that are neither failure nor success; one that is a failure as well is a failure.
     * Default: 4xx.
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
     * {@return the named base of breakers that are not configured; default: empty, the base of all}
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
