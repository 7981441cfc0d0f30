package dev.breaker.spring.stream;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** A web application whose endpoints are exposed. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class StreamedApplication {

    /** Keeps answers back until they are complete, unless told not to. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = Type.SERVLET)
    @ConditionalOnBooleanProperty("test.etags")
    static class Etags {

        @Bean
        ShallowEtagHeaderFilter etags() {
            return new ShallowEtagHeaderFilter();
        }
    }

    /** A running application on a random port. */
    static ConfigurableApplicationContext start(WebApplicationType type, String... properties) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "server.port=0",
                                "spring.main.banner-mode=off",
                                "management.endpoints.web.exposure.include=*",
                                // on this class path, there is a second one
                                "spring.autoconfigure.exclude=org.springframework.boot.tomcat"
                                        + ".autoconfigure.actuate.web.server"
                                        + ".TomcatReactiveManagementContextAutoConfiguration"));
        all.addAll(List.of(properties));
        return new SpringApplicationBuilder(StreamedApplication.class)
                .web(type)
                .properties(all.toArray(String[]::new))
                .run();
    }

    /** Where the endpoints are served, be that a port of their own or not. */
    static int port(ConfigurableApplicationContext application) {
        String own = application.getEnvironment().getProperty("local.management.port");
        return Integer.parseInt(
                own != null
                        ? own
                        : application.getEnvironment().getRequiredProperty("local.server.port"));
    }
}
