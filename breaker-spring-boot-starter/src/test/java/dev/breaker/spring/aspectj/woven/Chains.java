package dev.breaker.spring.aspectj.woven;

import dev.breaker.annotation.CircuitBreaker;
import kotlin.coroutines.Continuation;

/** Fallbacks that are guarded themselves. */
public final class Chains {

    private Chains() {}

    public static class Chain {

        @CircuitBreaker(name = "eu", fallbackMethod = "us")
        public String eu() {
            throw new IllegalStateException("eu is down");
        }

        @CircuitBreaker(name = "us", fallbackMethod = "nowhere")
        private String us() {
            throw new IllegalStateException("us is down");
        }

        private String nowhere() {
            return "nowhere";
        }
    }

    @CircuitBreaker(name = "backend")
    public static class CoveredFallback {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public String call() {
            throw new IllegalStateException("down");
        }

        public String instead() {
            return "instead";
        }
    }

    public static class StaticWithInstanceFallback {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        static String call() {
            return "call";
        }

        String instead() {
            return "instead";
        }
    }

    public static class Suspending {

        @CircuitBreaker(name = "backend")
        public Object ask(String key, Continuation<? super String> continuation) {
            return key;
        }
    }

    public static class WithoutFallback {

        @CircuitBreaker(name = "backend", fallbackMethod = "missing")
        private String call() {
            return "call";
        }

        public String callIt() {
            return call();
        }
    }
}
