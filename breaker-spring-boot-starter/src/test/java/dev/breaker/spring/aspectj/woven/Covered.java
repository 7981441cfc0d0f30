package dev.breaker.spring.aspectj.woven;

import dev.breaker.annotation.CircuitBreaker;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** A class the annotation of which covers its methods, and classes below it. */
@CircuitBreaker(name = "backend", fallbackMethod = "instead")
public class Covered {

    public String greet() {
        return "hello";
    }

    public String inherited() {
        return "inherited";
    }

    String internal() {
        return "not covered";
    }

    /** The fallback of the others, for which the annotation is not meant. */
    public String instead() {
        return "instead";
    }

    @Override
    public String toString() {
        return "not covered";
    }

    /** Overrides one method, with and without an annotation, and calls what it overrides. */
    public static class Below extends Covered {

        @Override
        public String greet() {
            return super.greet() + ", below";
        }
    }

    /** Has an annotation of its own on the overriding method. */
    public static class Renamed extends Covered {

        @Override
        @CircuitBreaker(name = "renamed")
        public String greet() {
            return super.greet() + ", renamed";
        }
    }

    /** The annotation of the overridden method holds, but a weaver does not see it here. */
    public static class Inheriting extends Client {

        @Override
        public String open(String sku) {
            return super.open(sku) + ", below";
        }
    }

    /** A default method, and one to be implemented. */
    @CircuitBreaker(name = "backend")
    public interface Polite {

        default String thanks() {
            return "thanks to " + name();
        }

        String name();
    }

    public static class Named implements Polite {

        @Override
        public String name() {
            return "you";
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @CircuitBreaker(name = "backend")
    public @interface Guarded {}

    public static class Composed {

        public String call() {
            return guarded();
        }

        @Guarded
        private String guarded() {
            return "composed";
        }
    }
}
