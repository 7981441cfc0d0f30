package dev.breaker;

import static dev.breaker.Classifier.Verdict.FAILURE;
import static dev.breaker.Classifier.Verdict.IGNORED;
import static dev.breaker.Classifier.Verdict.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule 9: ignored (lists, then predicate), then recorded; ignore wins. */
class ClassifierTests {

    @Nested
    class WithoutConfiguration {

        @Test
        void takesEveryThrowableAsFailure() {
            assertThat(verdict(settings(), new IOException())).isEqualTo(FAILURE);
            assertThat(verdict(settings(), new IllegalStateException())).isEqualTo(FAILURE);
            assertThat(verdict(settings(), new OutOfMemoryError())).isEqualTo(FAILURE);
            assertThat(verdict(settings(), new Throwable())).isEqualTo(FAILURE);
        }

        @Test
        void takesEveryResultAsSuccess() {
            Classifier classifier = classifier(settings());

            assertThat(classifier.isFailure("reply")).isFalse();
            assertThat(classifier.isFailure(null)).isFalse();
        }

        @Test
        void takesATimeOutAsFailure() {
            assertThat(verdict(settings(), new TimeoutException())).isEqualTo(FAILURE);
            assertThat(verdict(settings(), new InterruptedIOException("timeout")))
                    .isEqualTo(FAILURE);
        }
    }

    @Nested
    class Lists {

        @Test
        void nameExceptionsWithTheirSubclasses() {
            BreakerConfig.Builder recorded = settings().recordExceptions(IOException.class);
            BreakerConfig.Builder ignored = settings().ignoreExceptions(IOException.class);

            assertThat(verdict(recorded, new FileNotFoundException())).isEqualTo(FAILURE);
            assertThat(verdict(ignored, new FileNotFoundException())).isEqualTo(IGNORED);
        }

        @Test
        void makeAnExceptionOnNeitherListASuccessWhereOneIsRecorded() {
            BreakerConfig.Builder both =
                    settings()
                            .recordExceptions(IOException.class)
                            .ignoreExceptions(IllegalArgumentException.class);

            assertThat(verdict(both, new IllegalStateException())).isEqualTo(SUCCESS);
            assertThat(verdict(both, new StackOverflowError())).isEqualTo(SUCCESS);
        }

        @Test
        void leaveTheRestAFailureWhereOnlySomeAreIgnored() {
            BreakerConfig.Builder ignored = settings().ignoreExceptions(IOException.class);

            assertThat(verdict(ignored, new IllegalStateException())).isEqualTo(FAILURE);
        }

        @Test
        void letIgnoreWinOverRecord() {
            BreakerConfig.Builder both =
                    settings()
                            .recordExceptions(FileNotFoundException.class)
                            .recordFailurePredicate(any -> true)
                            .ignoreExceptions(IOException.class);

            assertThat(verdict(both, new FileNotFoundException())).isEqualTo(IGNORED);
        }
    }

    @Nested
    class Predicates {

        @Test
        void addToTheLists() {
            BreakerConfig.Builder both =
                    settings()
                            .recordExceptions(IOException.class)
                            .recordFailurePredicate(ArithmeticException.class::isInstance)
                            .ignoreExceptionPredicate(
                                    thrown -> "benign".equals(thrown.getMessage()));

            assertThat(verdict(both, new IOException())).isEqualTo(FAILURE);
            assertThat(verdict(both, new ArithmeticException())).isEqualTo(FAILURE);
            assertThat(verdict(both, new IOException("benign"))).isEqualTo(IGNORED);
            assertThat(verdict(both, new IllegalStateException())).isEqualTo(SUCCESS);
        }

        @Test
        void makeTheRestASuccessWhereOneRecords() {
            BreakerConfig.Builder recorded =
                    settings().recordFailurePredicate(IOException.class::isInstance);

            assertThat(verdict(recorded, new IOException())).isEqualTo(FAILURE);
            assertThat(verdict(recorded, new IllegalStateException())).isEqualTo(SUCCESS);
        }

        @Test
        void seeTheUnwrappedException() {
            BreakerConfig.Builder ignored =
                    settings().ignoreExceptionPredicate(IOException.class::isInstance);

            assertThat(verdict(ignored, new CompletionException(new IOException())))
                    .isEqualTo(IGNORED);
        }

        @Test
        void matchNothingWhereTheyThrow() {
            BreakerConfig.Builder broken = settings().ignoreExceptionPredicate(this::broken);

            assertThat(verdict(broken, new IOException())).isEqualTo(FAILURE);
            assertThat(classifier(settings().recordResult(this::broken)).isFailure("reply"))
                    .isFalse();
        }

        @Test
        void leaveTheExceptionAFailureWhereTheOneThatRecordsThrows() {
            BreakerConfig.Builder broken = settings().recordFailurePredicate(this::broken);

            assertThat(verdict(broken, new IOException())).isEqualTo(FAILURE);
        }

        @Test
        void findFailuresAmongResults() {
            Classifier classifier = classifier(settings().recordResult(reply -> reply == null));

            assertThat(classifier.isFailure(null)).isTrue();
            assertThat(classifier.isFailure("reply")).isFalse();
        }

        private boolean broken(Object any) {
            throw new LinkageError("broken predicate");
        }
    }

    @Nested
    class NoVerdict {

        static Stream<Arguments> ofTheBackend() {
            return Stream.of(
                    argumentSet("cancelled", new CancellationException()),
                    argumentSet("interrupted", new InterruptedException()),
                    argumentSet("interrupted in a channel", new ClosedByInterruptException()),
                    argumentSet("rejected by another breaker", rejection()));
        }

        @ParameterizedTest
        @MethodSource("ofTheBackend")
        void isIgnoredByDefault(Throwable thrown) {
            assertThat(verdict(settings(), thrown)).isEqualTo(IGNORED);
            assertThat(verdict(settings(), new ExecutionException(thrown))).isEqualTo(IGNORED);
        }

        @ParameterizedTest
        @MethodSource("ofTheBackend")
        void isIgnoredWhereOnlyASupertypeIsRecorded(Throwable thrown) {
            BreakerConfig.Builder wide =
                    settings()
                            .recordExceptions(
                                    Throwable.class,
                                    Exception.class,
                                    RuntimeException.class,
                                    IOException.class);

            assertThat(verdict(wide, thrown)).isEqualTo(IGNORED);
        }

        @ParameterizedTest
        @MethodSource("ofTheBackend")
        void isAFailureWhereItIsNamedItself(Throwable thrown) {
            BreakerConfig.Builder named = settings().recordExceptions(thrown.getClass());

            assertThat(verdict(named, thrown)).isEqualTo(FAILURE);
        }

        @ParameterizedTest
        @MethodSource("ofTheBackend")
        void isIgnoredEvenIfNamedWhereItIsIgnoredToo(Throwable thrown) {
            BreakerConfig.Builder named =
                    settings()
                            .recordExceptions(thrown.getClass())
                            .ignoreExceptions(thrown.getClass());

            assertThat(verdict(named, thrown)).isEqualTo(IGNORED);
        }

        private static CallNotPermittedException rejection() {
            BreakerConfig open = BreakerConfig.builder().initialState(State.FORCED_OPEN).build();
            try {
                Breaker.of("another", open).acquire();
                throw new AssertionError("was permitted");
            } catch (CallNotPermittedException rejected) {
                return rejected;
            }
        }
    }

    @Nested
    class Unwrapping {

        private final IOException inner = new IOException("refused");

        @Test
        void looksBelowEveryWrapperRepeatedly() {
            Throwable wrapped =
                    new CompletionException(
                            new ExecutionException(
                                    new UndeclaredThrowableException(
                                            new InvocationTargetException(inner))));

            assertThat(Classifier.unwrap(wrapped)).isSameAs(inner);
        }

        @Test
        void stopsAtTheFirstExceptionThatSaysSomething() {
            RuntimeException telling = new IllegalStateException("wrapped by hand", inner);

            assertThat(Classifier.unwrap(new CompletionException(telling))).isSameAs(telling);
            assertThat(Classifier.unwrap(telling)).isSameAs(telling);
        }

        @Test
        void leavesAWrapperAroundNothingAsItIs() {
            CompletionException empty = new CompletionException("nothing", null);
            InvocationTargetException emptyToo = new InvocationTargetException(null);

            assertThat(Classifier.unwrap(empty)).isSameAs(empty);
            assertThat(Classifier.unwrap(emptyToo)).isSameAs(emptyToo);
            assertThat(verdict(settings(), empty)).isEqualTo(FAILURE);
        }

        @Test
        void endsWhereCausesFormACircle() {
            ExecutionException one = new ExecutionException("one") {};
            CompletionException other = new CompletionException(one);
            one.initCause(other);

            assertThat(Classifier.unwrap(one)).isIn(one, other);
            assertThat(verdict(settings(), one)).isEqualTo(FAILURE);
        }

        @Test
        void survivesACauseThatCannotBeRead() {
            Throwable broken = new BrokenWrapper();

            assertThat(Classifier.unwrap(new ExecutionException(broken))).isSameAs(broken);
        }

        private static final class BrokenWrapper extends CompletionException {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Throwable getCause() {
                throw new IllegalStateException("no cause today");
            }
        }
    }

    private static BreakerConfig.Builder settings() {
        return BreakerConfig.builder();
    }

    private static Classifier classifier(BreakerConfig.Builder settings) {
        return new Classifier(settings.build(), new Contained("inventory"));
    }

    private static Classifier.Verdict verdict(BreakerConfig.Builder settings, Throwable thrown) {
        return classifier(settings).thrown(Classifier.unwrap(thrown));
    }
}
