package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.annotation.CircuitBreaker;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AliasFor;

/** r4j#2405, #1403: annotations on interfaces, overridden methods and annotations were not seen. */
class AnnotationSearchTests {

    @Nested
    class OnAMethod {

        @CircuitBreaker(name = "class")
        static class Both implements Remote {
            @CircuitBreaker(name = "method")
            public void run() {}

            public void covered() {}
        }

        @CircuitBreaker(name = "interface")
        interface Remote {
            @CircuitBreaker(name = "interface method")
            void run();
        }

        @Test
        void beatsTheClassWhichBeatsTheInterface() {
            assertThat(found(Both.class, "run")).isEqualTo("method");
            assertThat(found(Both.class, "covered")).isEqualTo("class");
        }

        static class Overriding extends Both {
            @Override
            public void run() {}
        }

        static class Inheriting extends Both {}

        @Test
        void isInherited() {
            assertThat(found(Overriding.class, "run")).isEqualTo("method");
            assertThat(found(Inheriting.class, "run")).isEqualTo("method");
        }

        static class Replacing extends Both {
            @Override
            @CircuitBreaker(name = "replaced")
            public void run() {}
        }

        @Test
        void beatsThatOfTheOverriddenMethod() {
            assertThat(found(Replacing.class, "run")).isEqualTo("replaced");
        }

        static class OnlyInterface implements Remote {
            @Override
            public void run() {}
        }

        @Test
        void ofAnInterfaceBeatsTheTypeOfTheInterface() {
            assertThat(found(OnlyInterface.class, "run")).isEqualTo("interface method");
        }

        abstract static class WithoutInterface {
            public void run() {}
        }

        static class Joining extends WithoutInterface implements Remote {}

        @Test
        void ofAnInterfaceReachesAMethodFromASuperclassThatDoesNotKnowTheInterface() {
            assertThat(found(Joining.class, "run")).isEqualTo("interface method");
        }

        interface Generic<K> {
            @CircuitBreaker(name = "generic")
            void get(K key);
        }

        static class ByString implements Generic<String> {
            @Override
            public void get(String key) {}

            public void get(Integer key) {}
        }

        @Test
        void ofAGenericMethodReachesTheOneThatImplementsIt() throws Exception {
            var get = ByString.class.getMethod("get", String.class);
            var other = ByString.class.getMethod("get", Integer.class);
            assertThat(AnnotationSearch.find(get, ByString.class).name()).isEqualTo("generic");
            assertThat(AnnotationSearch.find(other, ByString.class)).isNull();
        }
    }

    @Nested
    class OnAClass {

        @CircuitBreaker(name = "class", fallbackMethod = "instead")
        static class Covering extends Base {
            public void run() {}

            public void instead() {}

            void packagePrivate() {}

            protected void inherited() {}

            public static void shared() {}

            @Override
            public String toString() {
                return "";
            }
        }

        static class Base {
            public void fromAbove() {}
        }

        static class Extending extends Covering {
            public void added() {}
        }

        @Test
        void coversPublicInstanceMethodsInheritedOnesToo() {
            assertThat(found(Covering.class, "run")).isEqualTo("class");
            assertThat(found(Covering.class, "fromAbove")).isEqualTo("class");
            assertThat(found(Extending.class, "added")).isEqualTo("class");
            assertThat(found(Extending.class, "run")).isEqualTo("class");
        }

        @Test
        void coversNothingElse() {
            assertThat(found(Covering.class, "packagePrivate")).isNull();
            assertThat(found(Covering.class, "inherited")).isNull();
            assertThat(found(Covering.class, "shared")).isNull();
            assertThat(found(Covering.class, "toString")).isNull();
            assertThat(found(Covering.class, "hashCode")).isNull();
        }

        @Test
        void doesNotCoverItsOwnFallback() {
            assertThat(found(Covering.class, "instead")).isNull();
        }
    }

    @Nested
    class OnAnInterface {

        @CircuitBreaker(name = "interface")
        interface Remote extends Above {
            void run();
        }

        interface Above {
            void fromAbove();
        }

        interface Below extends Remote {
            void added();
        }

        static class Client implements Below, Runnable {
            @Override
            public void run() {}

            @Override
            public void fromAbove() {}

            @Override
            public void added() {}

            public void own() {}
        }

        @Test
        void coversItsMethodsAndThoseOfInterfacesThatExtendIt() {
            assertThat(found(Client.class, "run")).isEqualTo("interface");
            assertThat(found(Client.class, "fromAbove")).isEqualTo("interface");
            assertThat(found(Client.class, "added")).isEqualTo("interface");
        }

        @Test
        void doesNotCoverWhatTheClassAdds() {
            assertThat(found(Client.class, "own")).isNull();
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @CircuitBreaker(name = "composed", fallbackMethod = "instead")
    @interface Guarded {
        @AliasFor(annotation = CircuitBreaker.class, attribute = "name")
        String value();
    }

    static class Composed extends Plain {
        @Override
        @Guarded("aliased")
        public void run() {}
    }

    static class Plain {
        @CircuitBreaker(name = "plain")
        public void run() {}
    }

    @Guarded("on the class")
    static class ComposedClass {
        public void run() {}
    }

    @Test
    void composedAnnotationsAreMergedAndNearerOnesWin() {
        assertThat(found(Composed.class, "run")).isEqualTo("aliased");
        assertThat(found(ComposedClass.class, "run")).isEqualTo("on the class");
    }

    private static @Nullable String found(Class<?> type, String name) {
        Annotated found =
                Hierarchy.methods(type).stream()
                        .filter(method -> method.getName().equals(name))
                        .map(method -> MethodPlans.specific(method, type))
                        .findFirst()
                        .map(method -> AnnotationSearch.find(method, type))
                        .orElse(null);
        return found == null ? null : found.name();
    }
}
