package dev.breaker.spring.autoconfigure;

import dev.breaker.Breaker;
import dev.breaker.annotation.CircuitBreaker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;

/** All that the starter configures, and one guarded bean; needs nothing but the starter. */
@Configuration(proxyBeanMethods = false)
@Import(SmallApplication.OnlyOurs.class)
public class SmallApplication {

    public static class Client {

        @CircuitBreaker(name = "small", fallbackMethod = "instead")
        public String stock(boolean failing) {
            if (failing) {
                throw new IllegalStateException("down");
            }
            return "12";
        }

        @CircuitBreaker(name = "later")
        public CompletableFuture<String> later() {
            return CompletableFuture.completedFuture("later");
        }

        private String instead(boolean failing) {
            return "fallback";
        }
    }

    @Bean
    Client client(@Qualifier("small") Breaker breaker) {
        return new Client();
    }

    /** Starts and stops it, and returns what the calls in between brought. */
    public static String answers() {
        try (ConfigurableApplicationContext context = start()) {
            Client client = context.getBean(Client.class);
            return "%s %s %s %s"
                    .formatted(
                            client.stock(false),
                            client.stock(true),
                            client.stock(false),
                            client.later().join());
        }
    }

    private static ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(SmallApplication.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .run(
                        "--breaker.instances.small.failure-count-threshold=1",
                        "--logging.register-shutdown-hook=false",
                        "--logging.level.root=warn");
    }

    /** As an application has them, by name and in order, but none of other libraries. */
    static final class OnlyOurs extends AutoConfigurationImportSelector {

        @Override
        protected List<String> getCandidateConfigurations(
                AnnotationMetadata importing, AnnotationAttributes attributes) {
            return super.getCandidateConfigurations(importing, attributes).stream()
                    .filter(
                            name ->
                                    name.startsWith("dev.breaker.")
                                            || name.equals(AopAutoConfiguration.class.getName()))
                    .toList();
        }

        @Override
        protected AnnotationAttributes getAttributes(AnnotationMetadata importing) {
            return new AnnotationAttributes(
                    Map.of("exclude", new String[0], "excludeName", new String[0]));
        }
    }
}
