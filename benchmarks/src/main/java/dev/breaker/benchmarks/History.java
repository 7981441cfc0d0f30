package dev.breaker.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/** What may have happened to a breaker. */
enum History {
    NONE("new") {
        @Override
        void happenTo(Subject subject, int calls) {
            // nothing
        }
    },
    SUCCESSES("successes") {
        @Override
        void happenTo(Subject subject, int calls) {
            for (int n = 0; n < calls; n++) {
                subject.call(SUCCESS);
            }
        }
    },
    FAILURES("4 in 10 failed") {
        @Override
        void happenTo(Subject subject, int calls) {
            for (int n = 0; n < calls; n++) {
                call(subject, n % 5 == 2 || n % 5 == 4 ? FAILURE : SUCCESS);
            }
        }
    },
    TRIP("half failed: open") {
        @Override
        void happenTo(Subject subject, int calls) {
            for (int n = 0; n < calls; n++) {
                call(subject, n % 2 == 1 ? FAILURE : SUCCESS);
            }
        }
    },
    THREADS("64 threads at once") {
        @Override
        void happenTo(Subject subject, int calls) {
            List<Thread> threads =
                    Stream.generate(() -> new Thread(() -> SUCCESSES.happenTo(subject, calls)))
                            .limit(64)
                            .toList();
            threads.forEach(Thread::start);
            threads.forEach(History::join);
        }
    };

    private static final Operation SUCCESS =
            new Operation() {
                @Override
                public Object get() {
                    return "done";
                }
            };
    private static final Operation FAILURE =
            new Operation() {
                @Override
                public Object get() {
                    throw new IllegalStateException("down");
                }
            };

    private final String title;

    History(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract void happenTo(Subject subject, int calls);

    private static void call(Subject subject, Operation operation) {
        try {
            subject.call(operation);
        } catch (RuntimeException expected) {
            // a failure or a rejection
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
