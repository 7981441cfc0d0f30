package dev.breaker.benchmarks;

import dev.breaker.annotation.CircuitBreaker;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Minimal applications, each with one bean. */
final class Applications {

    static final String READY = "ready";

    private Applications() {}

    private static void run(Class<?> application) throws IOException {
        SpringApplication.run(application);
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // until it is told to go on
        }
        System.out.println(ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
        System.exit(0);
    }

    /** Without a breaker. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Minimal.Shop.class)
    static class Minimal {

        public static void main(String[] arguments) throws IOException {
            run(Minimal.class);
        }

        static class Shop {

            public String price(String sku) {
                return sku;
            }
        }
    }

    /** With a bean behind a proxy, as any advice needs it. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({Minimal.Shop.class, Shops.Interception.class})
    static class Proxied {

        public static void main(String[] arguments) throws IOException {
            run(Proxied.class);
        }
    }

    /** With our starter. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Guarded.Shop.class)
    static class Guarded {

        public static void main(String[] arguments) throws IOException {
            run(Guarded.class);
        }

        static class Shop {

            @CircuitBreaker(name = "shop")
            public String price(String sku) {
                return sku;
            }
        }
    }

    /** With that of resilience4j. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Resilience4j.Shop.class)
    static class Resilience4j {

        public static void main(String[] arguments) throws IOException {
            run(Resilience4j.class);
        }

        static class Shop {

            @io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker(name = "shop")
            public String price(String sku) {
                return sku;
            }
        }
    }
}
