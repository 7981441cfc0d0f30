package dev.breaker.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What advice adds to a bean's method, in an application of its own. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BeanBenchmark {

    private static final String PEER = "resilience4j.circuitbreaker.instances.shop.";

    /** The same window and thresholds for both; the exceptions without a stack trace. */
    private static final Map<String, Object> SETTINGS =
            Map.ofEntries(
                    Map.entry("spring.main.banner-mode", "off"),
                    Map.entry("logging.level.root", "off"),
                    Map.entry("breaker.instances.shop.sliding-window-type", "COUNT_BASED"),
                    Map.entry("breaker.instances.shop.sliding-window-size", "100"),
                    Map.entry("breaker.instances.shop.minimum-number-of-calls", "10"),
                    Map.entry("breaker.instances.shop.wait-duration-in-open-state", "1h"),
                    Map.entry(PEER + "sliding-window-type", "COUNT_BASED"),
                    Map.entry(PEER + "sliding-window-size", "100"),
                    Map.entry(PEER + "minimum-number-of-calls", "10"),
                    Map.entry(PEER + "wait-duration-in-open-state", "1h"),
                    Map.entry(PEER + "writable-stack-trace-enabled", "false"));

    /** An application. */
    @State(Scope.Benchmark)
    public static class Running {

        @Param("breaker @CircuitBreaker")
        String subject;

        ConfigurableApplicationContext application;
        Shop shop;
        final String sku = "book";

        /** Before the first call. */
        @Setup
        public void start() {
            application =
                    new SpringApplicationBuilder(Shops.of(subject))
                            .web(WebApplicationType.NONE)
                            .properties(SETTINGS)
                            .run();
            shop = application.getBean(Shop.class);
        }

        /** After the last call. */
        @TearDown
        public void stop() {
            application.close();
        }
    }

    /** An application whose breaker rejects. */
    @State(Scope.Benchmark)
    public static class Rejecting {

        Shop shop;

        /**
         * After the application's start.
         *
         * @param running the application
         */
        @Setup
        public void trip(Running running) {
            shop = running.shop;
            running.application.getBean(Shops.Tripping.class).trip();
            if (!shop.priceOrInstead(running.sku).equals(Shop.INSTEAD)) {
                throw new IllegalStateException("not open: " + running.subject);
            }
        }
    }

    /** A call that is permitted, of a method without a fallback. */
    @Benchmark
    public Object closed(Running state) {
        return state.shop.price(state.sku);
    }

    /** A call that is permitted, of a method with a fallback. */
    @Benchmark
    public Object closedWithFallback(Running state) {
        return state.shop.priceOrInstead(state.sku);
    }

    /** A call that is rejected, so that the fallback answers. */
    @Benchmark
    public Object rejectedWithFallback(Rejecting rejecting, Running state) {
        return rejecting.shop.priceOrInstead(state.sku);
    }
}
