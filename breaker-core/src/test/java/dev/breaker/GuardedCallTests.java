package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardedCallTests {

    private final Breaker breaker =
            Breaker.of(
                    "inventory", BreakerConfig.builder().consecutiveFailuresThreshold(1).build());

    /** Notes what it is asked for, by its first argument; its second one is the operation. */
    private static final class Noting implements GuardedCall<List<String>, Supplier<Object>> {

        @Override
        public Object call(List<String> notes, Supplier<Object> operation) {
            notes.add("call");
            return operation.get();
        }

        @Override
        public boolean isDone(
                List<String> notes, Supplier<Object> operation, @Nullable Object result) {
            return !"later".equals(result);
        }

        @Override
        public Object rejected(
                List<String> notes,
                Supplier<Object> operation,
                CallNotPermittedException rejection) {
            notes.add("rejected by " + rejection.breakerName());
            return "substitute";
        }

        @Override
        public Object threw(
                List<String> notes, Supplier<Object> operation, Throwable thrown, Outcome outcome) {
            notes.add(outcome + ": " + thrown.getMessage());
            return "substitute";
        }
    }

    /** Joins its arguments, and has nothing to offer instead. */
    private static class WithoutSubstitutes implements GuardedCall<String, String> {

        @Override
        public Object call(String first, String second) {
            return first + second;
        }

        @Override
        public Object rejected(String first, String second, CallNotPermittedException rejection) {
            throw rejection;
        }

        @Override
        public Object threw(String first, String second, Throwable thrown, Outcome outcome)
                throws Throwable {
            throw thrown;
        }
    }

    private final Noting noting = new Noting();
    private final List<String> notes = new ArrayList<>();

    @Test
    void returnsWhatTheOperationReturns() throws Throwable {
        assertThat(breaker.call(noting, notes, () -> "reply")).isEqualTo("reply");

        assertThat(notes).containsExactly("call");
        assertThat(breaker.snapshot().totalSuccessfulCalls()).isOne();
    }

    @Test
    void isSubstitutedWhereItThrowsOrIsRejected() throws Throwable {
        Object first = breaker.call(noting, notes, GuardedCallTests::fail);
        Object second = breaker.call(noting, notes, () -> "reply");

        assertThat(List.of(first, second)).containsOnly("substitute");
        assertThat(notes).containsExactly("call", "FAILURE: down", "rejected by inventory");
        assertThat(breaker.snapshot().totalFailedCalls()).isOne();
        assertThat(breaker.snapshot().notPermittedCalls()).isOne();
    }

    @Test
    void isIgnoredWhereItIsNotDone() throws Throwable {
        assertThat(breaker.call(noting, notes, () -> "later")).isEqualTo("later");

        assertThat(breaker.snapshot().totalIgnoredCalls()).isOne();
        assertThat(breaker.snapshot().totalSuccessfulCalls()).isZero();
    }

    @Test
    void settlesItsPermitBeforeTheSubstituteIsAsked() {
        GuardedCall<String, String> looking =
                new WithoutSubstitutes() {
                    @Override
                    public Object call(String first, String second) {
                        throw new IllegalStateException(first + second);
                    }

                    @Override
                    public Object threw(
                            String first, String second, Throwable thrown, Outcome outcome)
                            throws Throwable {
                        notes.add(breaker.state().name());
                        return super.threw(first, second, thrown, outcome);
                    }
                };

        assertThatThrownBy(() -> breaker.call(looking, "do", "wn")).hasMessage("down");
        assertThatThrownBy(() -> breaker.call(looking, "do", "wn"))
                .isInstanceOf(CallNotPermittedException.class);

        assertThat(notes).containsExactly("OPEN");
    }

    @Test
    void takesACallThatHasReturnedForDoneUnlessItIsToldOtherwise() throws Throwable {
        GuardedCall<String, String> plain = new WithoutSubstitutes();

        assertThat(breaker.call(plain, "la", "ter")).isEqualTo("later");
        assertThat(breaker.snapshot().totalSuccessfulCalls()).isOne();
    }

    private static Object fail() {
        throw new IllegalStateException("down");
    }
}
