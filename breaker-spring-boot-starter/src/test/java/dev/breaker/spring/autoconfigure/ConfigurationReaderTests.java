package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.breaker.BreakerConfig;
import dev.breaker.spring.autoconfigure.BreakerConfigs.Resolved;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

class ConfigurationReaderTests {

    private final StandardEnvironment environment = new StandardEnvironment();
    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    private BreakerConfigs read(String yaml) {
        addYaml(yaml);
        return read();
    }

    private BreakerConfigs read(Map<String, Object> properties) {
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return read();
    }

    private BreakerConfigs read() {
        return new ConfigurationReader(environment, beans).read(List.of());
    }

    private void addYaml(String yaml) {
        try {
            new YamlPropertySourceLoader()
                    .load(
                            "yaml " + yaml.hashCode(),
                            new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String refused(Runnable reading) {
        return catchThrowableOfType(InvalidBreakerConfigurationException.class, reading::run)
                .getMessage();
    }

    private BreakerConfig config(BreakerConfigs configs, String name) {
        return configs.instances().get(name).config();
    }

    @Nested
    class Inheritance {

        static List<Setting> settings() {
            return Setting.ALL.stream()
                    .filter(setting -> !setting.key().equals("base-config"))
                    .toList();
        }

        private Object effective(String key, String value) {
            StandardEnvironment levels = new StandardEnvironment();
            levels.getPropertySources()
                    .addFirst(
                            new MapPropertySource(
                                    "levels",
                                    Map.of(
                                            "breaker.configs.outer",
                                            "",
                                            "breaker.configs.inner.base-config",
                                            "outer",
                                            "breaker.instances.x.base-config",
                                            "inner",
                                            key,
                                            value)));
            Resolved x =
                    new ConfigurationReader(levels, beans).read(List.of()).instances().get("x");
            return List.of(described(x.config()), x.starter());
        }

        /** A predicate is made anew for each reading, so only its type can be compared. */
        private String described(BreakerConfig config) {
            return config.toString().replaceAll("@[0-9a-f]+", "");
        }

        @ParameterizedTest
        @MethodSource("settings")
        void everySettingIsInheritedFromEveryLevel(Setting setting) {
            String value = Samples.of(setting);
            String key = setting.key() + (setting.isMap() ? ".team" : "");
            Object own = effective("breaker.instances.x." + key, value);

            assertThat(own).isNotEqualTo(effective("breaker.enabled", "true"));
            assertThat(effective("breaker.configs.inner." + key, value)).isEqualTo(own);
            assertThat(effective("breaker.configs.outer." + key, value)).isEqualTo(own);
            assertThat(effective("breaker.configs.default." + key, value)).isEqualTo(own);
        }

        @Test
        void theNearestLevelWinsSettingBySetting() {
            BreakerConfigs configs =
                    read(
                            """
                            breaker:
                              configs:
                                default: {failure-rate-threshold: 10, sliding-window-size: 10, minimum-number-of-calls: 5, wait-duration-in-open-state: 1s}
                                outer: {failure-rate-threshold: 20, sliding-window-size: 20, minimum-number-of-calls: 6}
                                inner: {base-config: outer, failure-rate-threshold: 30, sliding-window-size: 30}
                              instances:
                                x: {base-config: inner, failure-rate-threshold: 40}
                            """);

            assertThat(config(configs, "x"))
                    .isEqualTo(
                            Defaults.engine()
                                    .failureRateThreshold(40)
                                    .slidingWindowSize(30)
                                    .minimumNumberOfCalls(6)
                                    .waitDurationInOpenState(Duration.ofSeconds(1))
                                    .build());
            assertThat(configs.defaults().failureRateThreshold()).isEqualTo(10);
        }

        @Test
        void aValueEqualToADefaultOverridesABase() {
            BreakerConfigs configs =
                    read(
                            """
                            breaker:
                              configs:
                                default: {failure-count-threshold: 3, enable-randomized-wait: true}
                              instances:
                                x: {failure-count-threshold: 0, enable-randomized-wait: false}
                            """);

            assertThat(config(configs, "x")).isEqualTo(Defaults.engine().build());
        }
    }

    @Nested
    class UnknownKeys {

        @ParameterizedTest
        @CsvSource({
            "breaker.enabld, breaker.enabled",
            "breaker.web.enable, breaker.web.enabled",
            "breaker.jdbc.datasource.orders, breaker.jdbc.data-sources.orders",
            "breaker.jbdc.data-sources.orders.db, breaker.jdbc.data-sources.orders.db",
            "breaker.instance.x.sliding-window-size, breaker.instances.x.sliding-window-size",
            "breaker.config.default.sliding-window-size, breaker.configs.default.sliding-window-size",
            "breaker.failure-rate-threshold, breaker.configs.default.failure-rate-threshold",
            "breaker.instances.failure-rate-threshold, breaker.instances.<name>.failure-rate-threshold",
            "breaker.configs.failure-rate-threshold, breaker.configs.default.failure-rate-threshold",
            "breaker.instances.record-exceptions[0], breaker.instances.<name>.record-exceptions",
            "breaker.payment.sliding-window-size, breaker.instances.payment.sliding-window-size",
            "breaker.default.sliding-window-size, breaker.configs.default.sliding-window-size",
            "breaker.instances.a.b.sliding-window-size, breaker.instances[a.b].sliding-window-size",
            "breaker.instances.a.b.ignore-exceptions[0], breaker.instances[a.b].ignore-exceptions",
            "breaker.instances.x.slidingWindwSize, breaker.instances.x.sliding-window-size",
            "breaker.configs.x.record-exception[0], breaker.configs.x.record-exceptions",
            "breaker.instances.x.sliding-window-size.y, breaker.instances.x.sliding-window-size",
            "breaker.instances.x.sliding-window-size[0], breaker.instances.x.sliding-window-size",
            "breaker.instances.x.record-exceptions.y, breaker.instances.x.record-exceptions"
        })
        void areReportedWithTheKeyThatWasProbablyMeant(String key, String meant) {
            assertThat(refused(() -> read(Map.of(key, "1"))))
                    .contains("Property: " + key + "\n")
                    .contains("Value: \"1\"")
                    .containsPattern(
                            "(Did you mean|Write the value at)[^\n]* \\Q%s\\E".formatted(meant));
        }

        @ParameterizedTest
        @CsvSource({
            "breaker",
            "breaker.instances",
            "breaker.configs",
            "breaker.instances.x",
            "breaker.web"
        })
        void canBeAValueWhereAGroupShouldBe(String key) {
            assertThat(refused(() -> read(Map.of(key, "nonsense"))))
                    .contains("Property: " + key + "\n");
        }

        @ParameterizedTest
        @CsvSource({
            "breaker",
            "breaker.instances",
            "breaker.configs",
            "breaker.instances.x",
            "breaker.web"
        })
        void areNotEmptyGroups(String key) {
            assertThat(read(Map.of(key, ""))).isNotNull();
        }

        @Test
        void areReportedWithAllSettingsWhereNoneIsNear() {
            assertThat(refused(() -> read(Map.of("breaker.instances.x.timeout", "1s"))))
                    .contains("Remove it. The settings are: allow-health-indicator-to-fail, ");
        }

        @Test
        void ofSystemPropertiesAreReportedToo() {
            environment
                    .getPropertySources()
                    .replace(
                            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
                            new MapPropertySource("systemProperties", Map.of("breaker.ordr", "1")));

            assertThat(refused(ConfigurationReaderTests.this::read))
                    .contains("Property: breaker.ordr\n")
                    .contains("Did you mean breaker.order?");
        }

        @Test
        void areEveryKeyButThoseOfTheProperties() {
            assertThat(
                            read(
                                    Map.of(
                                            "breaker.enabled", "true",
                                            "breaker.order", "1",
                                            "breaker.web.enabled", "false",
                                            "breakers.other", "application")))
                    .isNotNull();
        }
    }

    @Nested
    class Names {

        @ParameterizedTest
        @CsvSource({
            "a/b, 'sliding-window-size: 1'",
            "with space, 'sliding-window-size: 1'",
            "a#b, ''",
            "a.b/c, 'sliding-window-size: 1'",
            "überweisung, 'record-exceptions: [java.io.IOException]'"
        })
        void thatWouldBeMangledAreRefused(String name, String setting) {
            assertThat(
                            refused(
                                    () ->
                                            read(
                                                    "breaker:\n  instances:\n    "
                                                            + name
                                                            + ":\n      "
                                                            + setting)))
                    .contains("Of the name '" + name + "', Spring Boot would drop")
                    .contains("Write it in brackets: breaker.instances[" + name + "]")
                    .contains("in YAML in quotes, too: \"[" + name + "]\"")
                    .contains("wrong:"); // and not a second problem for the same key
        }

        @ParameterizedTest
        @CsvSource({"instances, '\"[ ]\"'", "instances, '\" \"'", "configs,   '\"[ ]\"'"})
        void thatAreBlankAreRefused(String map, String name) {
            assertThat(
                            refused(
                                    () ->
                                            read(
                                                    "breaker:\n  "
                                                            + map
                                                            + ":\n    "
                                                            + name
                                                            + ":\n      sliding-window-size: 5")))
                    .contains("Property: breaker." + map)
                    .contains("- 4:28")
                    .contains("The name between 'breaker." + map + "' and the setting is blank.")
                    .contains("Give it a name, as in breaker." + map + ".inventory.")
                    .contains("wrong:"); // and nothing else
        }

        @Test
        void ofPropertiesThatWouldBeMangledAreRefusedOnce() {
            assertThat(
                            refused(
                                    () ->
                                            read(
                                                    Map.of(
                                                            "breaker.instances.a.b/c.sliding-window-size",
                                                            "1"))))
                    .contains("wrong:")
                    .contains("Write it in brackets: breaker.instances[a.b/c].sliding-window-size");
        }

        @Test
        void thatRelaxedBindingMixesUpAreRefused() {
            assertThat(
                            refused(
                                    () ->
                                            read(
                                                    """
                                                    breaker:
                                                      instances:
                                                        payment-service: {sliding-window-size: 5}
                                                        paymentService: {failure-rate-threshold: 5}
                                                    """)))
                    .contains("Property: breaker.instances.payment-service.sliding-window-size")
                    .contains("Property: breaker.instances.paymentService.failure-rate-threshold")
                    .contains("takes 'payment-service' and 'paymentService' for one name");
        }
    }

    @Nested
    class Values {

        @ParameterizedTest
        @CsvSource({
            "sliding-window-size, five, is not a whole number, Write a whole number",
            "sliding-window-size, 1.5, is not a whole number, Write a whole number",
            "failure-rate-threshold, half, is not a number, Write a number",
            "enable-exponential-backoff, maybe, is not true or false, Write true or false",
            "sliding-window-type, WINDOW, 'is not one of COUNT_BASED, TIME_BASED', Write one of these",
            "sliding-window-type, COUNT_BASE, is not one of, Did you mean COUNT_BASED?",
            "slow-call-duration-threshold, OFF, is not a duration, 'Write 0, which means off'",
            "max-wait-duration-in-half-open-state, never, is not a duration, 'Write 0, which means off'",
            "consecutive-failures-threshold, none, is not a whole number, 'Write 0, which means off'",
            "permitted-number-of-calls-in-half-open-state, off, is not a whole number, Write a whole number",
            "sliding-window-size, ${nowhere}, Nothing gives a value to the placeholder ${nowhere}, ${name:default}"
        })
        void ofAnotherTypeAreRefused(String key, String value, String reason, String action) {
            assertThat(refused(() -> read(Map.of("breaker.instances.x." + key, value))))
                    .contains("Property: breaker.instances.x." + key)
                    .contains("Value: \"" + value + "\"")
                    .contains(reason)
                    .contains(action);
        }

        @ParameterizedTest
        @CsvSource({
            "sliding-window-size, 0",
            "minimum-number-of-calls, 0",
            "failure-rate-threshold, 100.1",
            "failure-rate-threshold, NaN",
            "failure-count-threshold, -1",
            "consecutive-failures-threshold, -1",
            "slow-call-duration-threshold, -1s",
            "slow-call-rate-threshold, 0",
            "wait-duration-in-open-state, -1s",
            "exponential-backoff-multiplier, 0.5",
            "randomized-wait-factor, 2",
            "permitted-number-of-calls-in-half-open-state, 0",
            "max-wait-duration-in-half-open-state, -1s",
            "transition-to-state-after-wait-duration, DISABLED",
            "event-consumer-buffer-size, -1"
        })
        void outOfRangeAreRefusedAlsoInABaseThatNobodyUses(String key, String value) {
            assertThat(refused(() -> read(Map.of("breaker.configs.unused." + key, value))))
                    .contains("Property: breaker.configs.unused." + key)
                    .contains("Value: \"" + value + "\"")
                    .contains("Reason: " + key + " (");
        }

        @Test
        void ofAVariableAreReportedOnceWithTheNameThatIsWritten() {
            environment
                    .getPropertySources()
                    .addFirst(
                            new SystemEnvironmentPropertySource(
                                    "systemEnvironment",
                                    Map.of(
                                            "BREAKER_INSTANCES_PAYMENTSERVICE_SLIDINGWINDOWSIZE",
                                            "five")));

            assertThat(
                            refused(
                                    () ->
                                            read(
                                                    "breaker.instances.payment-service.sliding-window-size: 5")))
                    .contains("The configuration of the breakers is wrong:")
                    .contains("Property: breaker.instances.payment-service.sliding-window-size")
                    .contains("BREAKER_INSTANCES_PAYMENTSERVICE_SLIDINGWINDOWSIZE")
                    .doesNotContain("paymentservice.");
        }

        @Test
        void ofAVariableThatNoFileNamesAreRefusedToo() {
            environment
                    .getPropertySources()
                    .addFirst(
                            new SystemEnvironmentPropertySource(
                                    "systemEnvironment",
                                    Map.of("BREAKER_INSTANCES_PAYMENT_SLIDINGWINDOWSIZE", "0")));

            assertThat(refused(ConfigurationReaderTests.this::read))
                    .contains("Property: breaker.instances.payment.sliding-window-size")
                    .contains("BREAKER_INSTANCES_PAYMENT_SLIDINGWINDOWSIZE");
        }

        @Test
        void thatContradictEachOtherAreAllReported() {
            assertThat(
                            refused(
                                    () ->
                                            read(
                                                    """
                                                    breaker:
                                                      instances:
                                                        x:
                                                          sliding-window-type: COUNT_BASED
                                                          sliding-window-size: 5
                                                          minimum-number-of-calls: 6
                                                          failure-count-threshold: 7
                                                          enable-exponential-backoff: true
                                                          wait-duration-in-open-state: 1h
                                                    """)))
                    .contains("wrong in 3 places")
                    .contains("minimum-number-of-calls (6) can never be reached")
                    .contains("failure-count-threshold (7) can never be reached")
                    .contains(
                            "exponential-max-wait-duration-in-open-state (PT10M) must be at least");
        }
    }

    @Nested
    class Bases {

        @Test
        void ofTheBaseOfAllAreRefused() {
            assertThat(
                            refused(
                                    () ->
                                            read(
                                                    Map.of(
                                                            "breaker.configs.default.base-config",
                                                                    "b",
                                                            "breaker.configs.b.sliding-window-size",
                                                                    "5"))))
                    .contains("breaker.configs.default is the base of all and has no base itself");
        }

        @Test
        void canBeNamedDefault() {
            assertThat(read(Map.of("breaker.instances.x.base-config", "default")).instances())
                    .containsKey("x");
        }

        @Test
        void thatInheritFromThemselvesAreRefused() {
            assertThat(refused(() -> read(Map.of("breaker.configs.a.base-config", "a"))))
                    .contains("in a circle: a -> a.");
        }
    }

    @Nested
    class ReferencesByName {

        @Test
        void toAClassThatIsNoExceptionAreRefused() {
            assertThat(
                            refused(
                                    () ->
                                            read(
                                                    Map.of(
                                                            "breaker.instances.x.ignore-exceptions",
                                                            "java.lang.String"))))
                    .contains("java.lang.String is not an exception");
        }

        @Test
        void toABeanThatIsNoPredicateAreRefused() {
            beans.registerSingleton("number", 5);

            assertThat(
                            refused(
                                    () ->
                                            read(
                                                    Map.of(
                                                            "breaker.instances.x.record-result-predicate",
                                                            "number"))))
                    .contains(
                            "The bean number is not a java.util.function.Predicate but a"
                                    + " java.lang.Integer.");
        }

        @Test
        void toAClassThatIsNoPredicateAreRefused() {
            assertThat(
                            refused(
                                    () ->
                                            read(
                                                    Map.of(
                                                            "breaker.instances.x.record-failure-predicate",
                                                            "java.lang.Object"))))
                    .contains("java.lang.Object is not a java.util.function.Predicate");
        }

        @Test
        void listTheBeansThereAre() {
            Predicate<Object> any = value -> true;
            beans.registerSingleton("serverErrors", any);

            assertThat(
                            refused(
                                    () ->
                                            read(
                                                    Map.of(
                                                            "breaker.instances.x.record-failure-predicate",
                                                            "nope"))))
                    .contains("these beans are: serverErrors.");
        }

        @Test
        void ofNestedClassesMayHaveADot() {
            String name = Samples.Any.class.getName().replace('$', '.');

            assertThat(
                            config(
                                            read(
                                                    Map.of(
                                                            "breaker.instances.x.record-failure-predicate",
                                                            name)),
                                            "x")
                                    .recordFailurePredicate())
                    .isInstanceOf(Samples.Any.class);
        }
    }

    @Test
    void anEmptyGroupHidesNothingThatAnotherFileSaysOfIt() {
        addYaml("breaker: {configs: {default: {}}, instances: {x: {}, y: {}}}");
        addYaml("breaker.configs.default.failure-rate-threshold: 9");
        addYaml("breaker.instances.x.sliding-window-size: 7");

        BreakerConfigs configs = read();

        assertThat(config(configs, "x").slidingWindowSize()).isEqualTo(7);
        assertThat(config(configs, "y").failureRateThreshold()).isEqualTo(9);
    }

    @Test
    void theFileOfAProfileOverridesKeyByKey() {
        addYaml("breaker.instances.x.sliding-window-size: 7");
        addYaml("breaker.instances.x: {slidingWindowSize: 9, minimumNumberOfCalls: 3}");

        BreakerConfigs configs = read();

        assertThat(config(configs, "x").slidingWindowSize()).isEqualTo(7);
        assertThat(config(configs, "x").minimumNumberOfCalls()).isEqualTo(3);
    }

    @Test
    void settingsThatACustomizerMakesImpossibleAreRefused() {
        addYaml("breaker.instances.x.sliding-window-size: 5");
        BreakerConfigCustomizer customizer = (name, builder) -> builder.failureRateThreshold(-1);

        assertThat(
                        refused(
                                () ->
                                        new ConfigurationReader(environment, beans)
                                                .read(List.of(customizer))))
                .contains(
                        "With the changes of the BreakerConfigCustomizer beans, breaker 'x' cannot work")
                .contains("failureRateThreshold (-1.0)");
    }
}
