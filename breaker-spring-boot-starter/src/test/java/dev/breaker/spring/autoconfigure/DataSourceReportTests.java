package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the user reads who puts the wrong beans behind breakers, to the letter. */
@ExtendWith(OutputCaptureExtension.class)
class DataSourceReportTests {

    @Configuration(proxyBeanMethods = false)
    static class Databases {

        @Bean
        DataSource ordersDb() {
            return new JdbcDataSource();
        }

        @Bean
        DataSource pricesDb() {
            return new JdbcDataSource();
        }

        @Bean
        String text() {
            return "text";
        }
    }

    private static String report(CapturedOutput output, String dataSources) {
        return FailedStart.report(
                output,
                "breaker:\n  jdbc:\n    data-sources:\n" + dataSources.indent(6),
                Databases.class);
    }

    @Test
    void aBeanThatIsNotThere(CapturedOutput output) {
        assertThat(report(output, "orderDb: orders"))
                .isEqualTo(
                        """
                        Description:

                        The configuration of the breakers is wrong:

                            Property: breaker.jdbc.data-sources.orderDb
                            Value: "orders"
                            Origin: class path resource [breakers.yml] - 4:16
                            Reason: There is no bean 'orderDb'.

                        Action:

                        Did you mean ordersDb? The DataSource beans are: ordersDb, pricesDb.""");
    }

    @Test
    void aBeanThatIsNoDataSource(CapturedOutput output) {
        assertThat(report(output, "text: orders"))
                .contains("Property: breaker.jdbc.data-sources.text\n")
                .contains("Reason: The bean text is no DataSource, but a java.lang.String.\n")
                .endsWith("The DataSource beans are: ordersDb, pricesDb.");
    }

    @Test
    void aBreakerWithoutAName(CapturedOutput output) {
        assertThat(report(output, "ordersDb:"))
                .contains("Origin: class path resource [breakers.yml] - 4:16\n")
                .contains("Reason: It names no breaker for the DataSource ordersDb.\n")
                .endsWith("Write the name of a breaker.");
    }

    @Test
    void twoKeysForOneBean(CapturedOutput output) {
        assertThat(report(output, "ordersDb: orders\nordersdb: prices"))
                .contains("Property: breaker.jdbc.data-sources.ordersDb\n")
                .contains("Property: breaker.jdbc.data-sources.ordersdb\n")
                .contains("both for one key, which means the DataSource ordersDb.")
                .endsWith("Write the name once, as that of the bean.");
    }

    @Test
    void aValueWhereBeansShouldStand(CapturedOutput output) {
        assertThat(FailedStart.report(output, "breaker.jdbc.data-sources: orders", Databases.class))
                .contains("Reason: A group of keys stands here, not a value.");
    }
}
