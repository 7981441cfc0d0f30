package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.BreakerRegistry;
import dev.breaker.spring.BreakerFamilies;
import dev.breaker.spring.Breakers;
import dev.breaker.spring.KeySettings;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * {@code breaker.instances.<name>.tags.<key>}, in the registry that minds what tags a meter has.
 */
@ExtendWith(OutputCaptureExtension.class)
class TagsTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BreakerAutoConfiguration.class,
                                    BreakerMetricsAutoConfiguration.class,
                                    MetricsAutoConfiguration.class,
                                    CompositeMeterRegistryAutoConfiguration.class))
                    .withBean(
                            MeterRegistry.class,
                            () -> new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    private final ApplicationContextRunner tagged =
            runner.withPropertyValues(
                    "breaker.configs.default.tags.team=platform",
                    "breaker.configs.partners.tags.team=partners",
                    "breaker.configs.partners.tags.tier=2",
                    "breaker.instances.acme.base-config=partners",
                    "breaker.instances.acme.tags.cost-center=4711",
                    "breaker.instances.acme.tags.tier=1",
                    "breaker.instances.inventory.tags.team=",
                    "breaker.instances.payment.sliding-window-size=10");

    /** The tags of the meters of one name, but for those that only some of its meters have. */
    private static Map<String, String> tags(ApplicationContext context, String name) {
        Map<String, String> tags = new TreeMap<>();
        for (Tag tag :
                context.getBean(MeterRegistry.class)
                        .get("circuitbreaker.not.permitted.calls")
                        .tag("name", name)
                        .meter()
                        .getId()
                        .getTags()) {
            tags.put(tag.getKey(), tag.getValue());
        }
        return tags;
    }

    private static Map<String, String> expected(
            String name, String costCenter, String team, String tier) {
        return Map.of("name", name, "cost-center", costCenter, "team", team, "tier", tier);
    }

    @Test
    void areInheritedTagByTag() {
        tagged.run(
                context -> {
                    assertThat(tags(context, "acme"))
                            .isEqualTo(expected("acme", "4711", "partners", "1"));
                    assertThat(tags(context, "payment"))
                            .isEqualTo(expected("payment", "none", "platform", "none"));
                    assertThat(tags(context, "inventory"))
                            .isEqualTo(expected("inventory", "none", "none", "none"));
                });
    }

    @Test
    void areThoseOfTheBaseForBreakersThatOnlyAnAnnotationNames() {
        tagged.run(
                context -> {
                    context.getBean(Breakers.class).breaker("globex", "partners");
                    context.getBean(BreakerRegistry.class).breaker("code");

                    assertThat(tags(context, "globex"))
                            .isEqualTo(expected("globex", "none", "partners", "2"));
                    assertThat(tags(context, "code"))
                            .isEqualTo(expected("code", "none", "platform", "none"));
                });
    }

    @Test
    void ofKeysAreThoseOfTheirFamily() {
        tagged.run(
                context -> {
                    context.getBean(BreakerFamilies.class)
                            .family(
                                    "shops",
                                    "partners",
                                    new KeySettings(10, Duration.ofHours(1), true))
                            .of("berlin");

                    assertThat(tags(context, "shops"))
                            .isEqualTo(expected("shops", "none", "partners", "2"));
                    assertThat(tags(context, "shops/berlin"))
                            .isEqualTo(expected("shops/berlin", "none", "partners", "2"));
                });
    }

    /** Prometheus leaves out meters whose keys differ from those of the first of their name. */
    @Test
    void haveTheSameKeysForAllMetersOfAName() {
        tagged.run(
                context -> {
                    context.getBean(Breakers.class).breaker("globex", "partners").forceOpen();
                    MeterRegistry meters = context.getBean(MeterRegistry.class);
                    Map<String, Set<Set<String>>> keys =
                            meters.getMeters().stream()
                                    .map(Meter::getId)
                                    .collect(
                                            Collectors.groupingBy(
                                                    Meter.Id::getName,
                                                    Collectors.mapping(
                                                            TagsTests::keys, Collectors.toSet())));

                    assertThat(keys.get("circuitbreaker.transitions"))
                            .containsExactly(
                                    Set.of("name", "from", "to", "team", "tier", "cost-center"));
                    assertThat(keys).allSatisfy((name, sets) -> assertThat(sets).hasSize(1));
                    String text =
                            ((PrometheusMeterRegistry) context.getBean(MeterRegistry.class))
                                    .scrape();
                    assertThat(text)
                            .contains(
                                    "circuitbreaker_transitions_total{cost_center=\"none\","
                                            + "from=\"closed\",name=\"globex\",team=\"partners\","
                                            + "tier=\"2\",to=\"forced_open\"} 1.0");
                });
    }

    private static Set<String> keys(Meter.Id id) {
        return id.getTags().stream().map(Tag::getKey).collect(Collectors.toSet());
    }

    @Test
    void areNoneWhereNothingIsConfigured() {
        runner.withPropertyValues("breaker.instances.inventory.sliding-window-size=10")
                .run(
                        context ->
                                assertThat(tags(context, "inventory"))
                                        .isEqualTo(Map.of("name", "inventory")));
    }

    @Test
    void mayBeSetByVariablesOfTheEnvironment() {
        runner.withPropertyValues("breaker.instances.inventory.tags.team=platform")
                .withInitializer(
                        context ->
                                context.getEnvironment()
                                        .getPropertySources()
                                        .addFirst(
                                                new SystemEnvironmentPropertySource(
                                                        "systemEnvironment",
                                                        Map.of(
                                                                "BREAKER_INSTANCES_INVENTORY_TAGS_TEAM",
                                                                "night"))))
                .run(
                        context ->
                                assertThat(tags(context, "inventory"))
                                        .isEqualTo(Map.of("name", "inventory", "team", "night")));
    }

    @Test
    void oneThatIsOursIsRefused(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  instances:
                                    payment:
                                      tags:
                                        team: blue
                                        state: berlin
                                """))
                .isEqualTo(
                        """
                        Description:

                        The configuration of the breakers is wrong:

                            Property: breaker.instances.payment.tags.state
                            Value: "berlin"
                            Origin: class path resource [breakers.yml] - 6:16
                            Reason: The meters of breakers have a tag 'state' of their own, or Prometheus has.

                        Action:

                        Give the tag another key.""");
    }

    @Test
    void oneThatAllMetersHaveIsRefused(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                management.metrics.tags.region: eu
                                breaker.configs.default.tags.region: us
                                """))
                .contains(
                        "Property: breaker.configs.default.tags.region",
                        "All meters of the application have a tag 'region', by management.metrics.tags.region;");
    }

    @Test
    void spellingsThatPrometheusCannotTellApartAreRefused(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  configs:
                                    default:
                                      tags:
                                        cost-center: 1
                                  instances:
                                    payment:
                                      tags:
                                        cost_center: 2
                                """))
                .contains(
                        "[breakers.yml] - 5:22",
                        "[breakers.yml] - 9:22",
                        "Reason: The tags cost-center and cost_center are one to Prometheus.");
    }

    @Test
    void keysThatAreNoLabelsAreRefused(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker.instances.payment.tags:
                                  costCenter: 1
                                  "[__name__]": 2
                                """))
                .contains("'costCenter' is no key of a tag.", "'__name__' is no key of a tag.");
    }

    @Test
    void aValueWhereKeysShouldStandIsRefused(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  instances:
                                    payment:
                                      tags: blue
                                """))
                .contains(
                        "Property: breaker.instances.payment.tags",
                        "Reason: A group of keys stands here, not a value.");
    }

    @Test
    void anEmptyGroupIsRefusedForSpringBootCannotBindIt(CapturedOutput output) {
        assertThat(FailedStart.report(output, "breaker.instances.payment.tags: {}"))
                .contains(
                        "Reason: A group of keys stands here, not a value.",
                        "Write keys with a value each below it, or leave it out.");
    }
}
