package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.annotation.CircuitBreaker;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fallback that cannot work stops the start: r4j#1517, #1030, #2216 found it in the outage. */
class FallbackProblemsTests {

    public static class NearMisses {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public Integer read(String key, List<String> more) {
            return 0;
        }

        Integer instead(String key) {
            return 0;
        }

        Integer instead(String key, String more) {
            return 0;
        }

        Integer instead(String key, List<String> more, String last) {
            return 0;
        }

        long instead(IOException thrown) {
            return 0;
        }

        Object instaed(String key, List<String> more) {
            return 0;
        }

        Integer unlike(Throwable thrown) {
            return 0;
        }
    }

    @Test
    void nearMissesAreListedWithWhatIsWrong() {
        assertThat(StartupProblems.of(NearMisses.class))
                .containsExactly(
                        """
                        NearMisses.read(String, List): Its fallback 'instead' does not fit. It would have to be one of:
                            Integer instead(String, List, <exception>)
                            Integer instead(String, List)
                            Integer instead(<exception>)
                            Integer instead()
                          There is:
                            Integer instead(String): takes 1 parameter
                            Integer instead(String, List, String): takes String last, which is no exception
                            Integer instead(String, String): takes String, not List, as parameter 2
                            long instead(IOException): returns long, not Integer
                            Object instaed(String, List): has another name, and returns Object, not Integer""");
    }

    public static class AnotherName {

        @CircuitBreaker(name = "backend", fallbackMethod = "foo")
        public int read(String key) {
            return 0;
        }

        int lastKnown(String key, Exception thrown) {
            return 0;
        }

        int unlike(String key) {
            return 0;
        }
    }

    @Test
    void aMethodThatIsMadeLikeAFallbackIsShownWhateverItsName() {
        assertThat(StartupProblems.of(AnotherName.class))
                .singleElement()
                .asString()
                .endsWith(
                        "There is:\n    int lastKnown(String, Exception): fits, but has another name");
    }

    public static class Itself {

        @CircuitBreaker(name = "backend", fallbackMethod = "read")
        public int read() {
            return 0;
        }
    }

    @Test
    void aMethodIsNotItsOwnFallback() {
        assertThat(StartupProblems.of(Itself.class))
                .singleElement()
                .asString()
                .contains("Its fallback 'read' does not exist.")
                .endsWith("There is:\n    int read(): is the guarded method itself");
    }

    public static class SameNames {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public java.sql.Date read() {
            return new java.sql.Date(0);
        }

        java.util.Date instead() {
            return new java.util.Date();
        }
    }

    @Test
    void typesOfTheSameNameAreToldApart() {
        assertThat(StartupProblems.of(SameNames.class))
                .singleElement()
                .asString()
                .endsWith("Date instead(): returns java.util.Date, not java.sql.Date");
    }

    public static class Ambiguous {

        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        public int read(String key, String more) {
            return 0;
        }

        int instead(Object key, String more, IOException thrown) {
            return 0;
        }

        int instead(String key, Object more, IOException thrown) {
            return 0;
        }

        int instead(String key, Object more) {
            return 0;
        }
    }

    @Test
    void aChoiceThatIsNotClearIsAProblem() {
        assertThat(StartupProblems.of(Ambiguous.class))
                .containsExactly(
                        """
                        Ambiguous.read(String, String): These fallbacks take the same exception, and none has the more specific parameters:
                            int instead(Object, String, IOException)
                            int instead(String, Object, IOException)""");
    }

    @CircuitBreaker(name = "backend", fallbackMethod = "instead")
    public static class Covering {

        public int read(String key) {
            return 0;
        }

        public int count(int number) {
            return 0;
        }

        public int instead(String key, Exception thrown) {
            return 0;
        }
    }

    @Test
    void eachMethodThatAClassCoversNeedsAFallbackButTheFallbackItself() {
        assertThat(StartupProblems.of(Covering.class))
                .singleElement()
                .asString()
                .startsWith("Covering.count(int): Its fallback 'instead' does not fit.");
    }

    public static class Circular {

        @CircuitBreaker(name = "one", fallbackMethod = "second")
        public int first() {
            return 0;
        }

        @CircuitBreaker(name = "two", fallbackMethod = "first")
        public int second() {
            return 0;
        }
    }

    @Test
    void fallbacksThatGoRoundInACircleAreAProblem() {
        assertThat(StartupProblems.of(Circular.class))
                .contains(
                        "Circular.first(): Its fallbacks go round in a circle: first -> second -> first.");
    }

    public static class SameBreaker {

        @CircuitBreaker(name = "backend", fallbackMethod = "second")
        public int first() {
            return 0;
        }

        @CircuitBreaker(name = "backend")
        public int second() {
            return 0;
        }
    }

    @Test
    void aFallbackBehindTheSameBreakerIsAProblem() {
        assertThat(StartupProblems.of(SameBreaker.class))
                .containsExactly(
                        "SameBreaker.first(): Its fallback int second() is guarded by the same breaker 'backend', and would be rejected whenever it is needed.");
    }

    public static class NoBean {

        @CircuitBreaker(name = "backend", fallbackMethod = "stors::read")
        public int read() {
            return 0;
        }
    }

    public static class Store {

        public int raed() {
            return 0;
        }
    }

    @Test
    void anUnknownBeanIsAProblem() {
        assertThat(
                        StartupProblems.of(
                                AnnotatedApplication.with(NoBean.class)
                                        .withBean("store", Store.class)))
                .containsExactly(
                        "NoBean.read(): Its fallback is on a bean 'stors', which does not exist. There is: store.");
    }

    @Test
    void anUnknownMethodOfAKnownBeanIsAProblem() {
        assertThat(
                        StartupProblems.of(
                                AnnotatedApplication.with(NoBean.class)
                                        .withBean("stors", Store.class)))
                .containsExactly(
                        """
                        NoBean.read(): Its fallback 'read' of bean 'stors' (Store) does not exist. It would have to be one of:
                            int read(<exception>)
                            int read()
                          There is:
                            int raed(): fits, but has another name""");
    }
}
