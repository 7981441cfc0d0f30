package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the user of an application reads whose breakers are configured wrongly, to the letter. */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationReportTests {

    @Test
    void misspeltKey(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  instances:
                                    payment:
                                      failure-rate-treshold: 40
                                """))
                .isEqualTo(
                        """
                        Description:

                        The configuration of the breakers is wrong:

                            Property: breaker.instances.payment.failure-rate-treshold
                            Value: "40"
                            Origin: class path resource [breakers.yml] - 4:30
                            Reason: There is no such key.

                        Action:

                        Did you mean breaker.instances.payment.failure-rate-threshold?""");
    }

    @Test
    void valueOutOfRangeIsReportedWhereItIsSetAndNotWhereItIsInherited(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  configs:
                                    shared:
                                      failureRateThreshold: 150
                                  instances:
                                    payment:
                                      base-config: shared
                                    inventory:
                                      base-config: shared
                                """))
                .isEqualTo(
                        """
                        Description:

                        The configuration of the breakers is wrong:

                            Property: breaker.configs.shared.failure-rate-threshold
                            Value: "150"
                            Origin: class path resource [breakers.yml] - 4:29
                            Reason: failure-rate-threshold (150.0) must be a percentage above 0 and at most 100.

                        Action:

                        Correct this value.""");
    }

    @Test
    void valueOfAnotherType(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  instances:
                                    payment:
                                      wait-duration-in-open-state: 5 parsecs
                                """))
                .isEqualTo(
                        """
                        Description:

                        The configuration of the breakers is wrong:

                            Property: breaker.instances.payment.wait-duration-in-open-state
                            Value: "5 parsecs"
                            Origin: class path resource [breakers.yml] - 4:36
                            Reason: '5 parsecs' is not a duration, such as 500ms, 30s or 5m.

                        Action:

                        Write a duration, such as 500ms, 30s or 5m.""");
    }

    @Test
    void offForANumber(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  instances:
                                    payment:
                                      failure-count-threshold: off
                                """))
                .isEqualTo(
                        """
                        Description:

                        The configuration of the breakers is wrong:

                            Property: breaker.instances.payment.failure-count-threshold
                            Value: "false"
                            Origin: class path resource [breakers.yml] - 4:32
                            Reason: 'false' is not a whole number.

                        Action:

                        Write 0, which means off.""");
    }

    @Test
    void contradictionAcrossInheritance(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  configs:
                                    default:
                                      minimum-number-of-calls: 50
                                  instances:
                                    x:
                                      sliding-window-type: COUNT_BASED
                                      sliding-window-size: 20
                                """))
                .isEqualTo(
                        """
                        Description:

                        The configuration of the breakers is wrong:

                            Property: breaker.configs.default.minimum-number-of-calls
                            Value: "50"
                            Origin: class path resource [breakers.yml] - 4:32

                            Property: breaker.instances.x.sliding-window-size
                            Value: "20"
                            Origin: class path resource [breakers.yml] - 8:28

                            Reason: minimum-number-of-calls (50) can never be reached in a window of the last 20 calls; it must be at most sliding-window-size (20).

                        Action:

                        Change one of these values.""");
    }

    @Test
    void contradictionToADefault(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  instances:
                                    x:
                                      sliding-window-type: COUNT_BASED
                                      minimum-number-of-calls: 40
                                """))
                .isEqualTo(
                        """
                        Description:

                        The configuration of the breakers is wrong:

                            Property: breaker.instances.x.minimum-number-of-calls
                            Value: "40"
                            Origin: class path resource [breakers.yml] - 5:32

                            Property: breaker.configs.default.sliding-window-size
                            Value: "30"
                            Origin: not set, this is the default

                            Reason: minimum-number-of-calls (40) can never be reached in a window of the last 30 calls; it must be at most sliding-window-size (30).

                        Action:

                        Change one of these values.""");
    }

    @Test
    void unknownBase(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  configs:
                                    external:
                                      failure-rate-threshold: 20
                                  instances:
                                    payment:
                                      base-config: extrenal
                                """))
                .isEqualTo(
                        """
                        Description:

                        The configuration of the breakers is wrong:

                            Property: breaker.instances.payment.base-config
                            Value: "extrenal"
                            Origin: class path resource [breakers.yml] - 7:20
                            Reason: There is no breaker.configs.extrenal; there are: external, default.

                        Action:

                        Did you mean external?""");
    }

    @Test
    void circularBase(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  configs:
                                    slow:
                                      base-config: external
                                    external:
                                      base-config: remote
                                    remote:
                                      base-config: slow
                                  instances:
                                    payment:
                                      base-config: slow
                                """))
                .isEqualTo(
                        """
                        Description:

                        The configuration of the breakers is wrong:

                            Property: breaker.configs.external.base-config
                            Value: "remote"
                            Origin: class path resource [breakers.yml] - 6:20

                            Property: breaker.configs.remote.base-config
                            Value: "slow"
                            Origin: class path resource [breakers.yml] - 8:20

                            Property: breaker.configs.slow.base-config
                            Value: "external"
                            Origin: class path resource [breakers.yml] - 4:20

                            Reason: The bases inherit from each other in a circle: external -> remote -> slow -> external.

                        Action:

                        Remove one of these keys, or let it name a base outside the circle.""");
    }

    @Test
    void unknownClass(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  instances:
                                    payment:
                                      record-exceptions:
                                        - java.io.IOException
                                        - java.util.TimeoutException
                                """))
                .isEqualTo(
                        """
                        Description:

                        The configuration of the breakers is wrong:

                            Property: breaker.instances.payment.record-exceptions[1]
                            Value: "java.util.TimeoutException"
                            Origin: class path resource [breakers.yml] - 6:11
                            Reason: There is no class java.util.TimeoutException on the class path.

                        Action:

                        Did you mean java.util.concurrent.TimeoutException?""");
    }

    @Test
    void unknownBean(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  instances:
                                    payment:
                                      record-failure-predicate: serverErors
                                """,
                                PredicateBean.class))
                .isEqualTo(
                        """
                        Description:

                        The configuration of the breakers is wrong:

                            Property: breaker.instances.payment.record-failure-predicate
                            Value: "serverErors"
                            Origin: class path resource [breakers.yml] - 4:33
                            Reason: There is neither a bean nor a class 'serverErors'.

                        Action:

                        Did you mean serverErrors?""");
    }

    @Test
    void allProblemsAtOnceInTheOrderOfTheFile(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  instances:
                                    payment:
                                      sliding-window-size: many
                                      minimum-calls: 5
                                    inventory:
                                      base-config: fast
                                      failure-rate-threshold: 0
                                """))
                .isEqualTo(
                        """
                        Description:

                        The configuration of the breakers is wrong in 4 places:

                         1. Property: breaker.instances.payment.sliding-window-size
                            Value: "many"
                            Origin: class path resource [breakers.yml] - 4:28
                            Reason: 'many' is not a whole number.
                            Action: Write a whole number.

                         2. Property: breaker.instances.payment.minimum-calls
                            Value: "5"
                            Origin: class path resource [breakers.yml] - 5:22
                            Reason: There is no such key.
                            Action: Did you mean breaker.instances.payment.minimum-number-of-calls?

                         3. Property: breaker.instances.inventory.base-config
                            Value: "fast"
                            Origin: class path resource [breakers.yml] - 7:20
                            Reason: There is no breaker.configs.fast; there are: default.
                            Action: Name one of these, or configure the base.

                         4. Property: breaker.instances.inventory.failure-rate-threshold
                            Value: "0"
                            Origin: class path resource [breakers.yml] - 8:31
                            Reason: failure-rate-threshold (0.0) must be a percentage above 0 and at most 100.
                            Action: Correct this value.

                        Action:

                        Correct each of these in the configuration of the application.""");
    }

    /** Although the advice needs this key before anything else is read. */
    @Test
    void wrongOrderIsReportedWithAllElse(CapturedOutput output) {
        assertThat(
                        FailedStart.report(
                                output,
                                """
                                breaker:
                                  order: first
                                  instances:
                                    payment:
                                      sliding-window-size: 0
                                """))
                .contains(
                        """
                         1. Property: breaker.order
                            Value: "first"
                            Origin: class path resource [breakers.yml] - 2:10
                            Reason: 'first' is not a whole number.
                            Action: Write a whole number.

                         2. Property: breaker.instances.payment.sliding-window-size
                        """);
    }

    @Configuration(proxyBeanMethods = false)
    static class PredicateBean {

        @Bean
        Predicate<Throwable> serverErrors() {
            return thrown -> true;
        }
    }
}
