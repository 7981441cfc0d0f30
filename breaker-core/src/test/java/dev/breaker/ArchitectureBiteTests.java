package dev.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule of {@link ArchitectureTests} meets somebody who breaks it. The offenders are only read;
 * none of their code is ever run.
 */
class ArchitectureBiteTests {

    static Stream<Arguments> offenders() {
        return Stream.of(
                bites(ArchitectureTests.NO_DEPENDENCIES, DependsOnALibrary.class),
                bites(ArchitectureTests.ONE_PACKAGE, org.assertj.core.api.Assertions.class),
                bites(ArchitectureTests.ONE_CLOCK, ReadsTheClock.class),
                bites(ArchitectureTests.ONE_CLOCK, ReadsTheClockByReference.class),
                bites(ArchitectureTests.ONE_CLOCK, ReadsTheOtherClock.class),
                bites(ArchitectureTests.WALL_CLOCK_ONLY_LABELS, AsksTheWallClock.class),
                bites(ArchitectureTests.WALL_CLOCK_ONLY_LABELS, AsksTheWallClockByReference.class),
                bites(ArchitectureTests.WALL_CLOCK_ONLY_LABELS, AsksForTheDate.class),
                bites(ArchitectureTests.WALL_CLOCK_ONLY_LABELS, HasAWallClock.class),
                bites(ArchitectureTests.NO_SYNCHRONIZED_METHODS, SynchronizesAMethod.class),
                bites(ArchitectureTests.NO_LOCKS, Locks.class),
                bites(ArchitectureTests.NO_THREADS, StartsAThread.class),
                bites(ArchitectureTests.NO_THREADS, SubclassesAThread.class),
                bites(ArchitectureTests.NO_THREADS, Sleeps.class),
                bites(ArchitectureTests.NO_THREADS, HandsOver.class),
                bites(ArchitectureTests.NO_THREADS, HandsOverAsStages.class));
    }

    @ParameterizedTest
    @MethodSource("offenders")
    void isFound(ArchRule rule, Class<?> offender) {
        assertThat(rule.evaluate(classes(offender)).hasViolation()).isTrue();
    }

    @Test
    void everyRuleMeetsSomebody() {
        Set<Object> met =
                offenders().map(offender -> offender.get()[0]).collect(Collectors.toSet());

        assertThat(met).containsExactlyInAnyOrderElementsOf(ArchitectureTests.RULES);
    }

    @Test
    void aPublicTypeIsFound() {
        assertThat(ArchitectureTests.publicTypes(classes(Exposed.class, ReadsTheClock.class)))
                .containsExactly("ArchitectureBiteTests$Exposed");
    }

    @Test
    void aMonitorIsFound() {
        assertThat(Bytecode.of(SynchronizesABlock.class)).contains("monitorenter");
        assertThat(Bytecode.of(ReadsTheClock.class)).doesNotContain("monitorenter");
    }

    private static Arguments bites(ArchRule rule, Class<?> offender) {
        return argumentSet(offender.getSimpleName(), rule, offender);
    }

    private static JavaClasses classes(Class<?>... types) {
        return new ClassFileImporter().importClasses(types);
    }

    public static final class Exposed {}

    static final class DependsOnALibrary {
        org.assertj.core.data.Index index;
    }

    static final class ReadsTheClock {
        long now() {
            return System.nanoTime();
        }
    }

    static final class ReadsTheClockByReference {
        LongSupplier now = System::nanoTime;
    }

    static final class ReadsTheOtherClock {
        long now() {
            return System.currentTimeMillis();
        }
    }

    static final class AsksTheWallClock {
        Instant now() {
            return Instant.now();
        }
    }

    static final class AsksTheWallClockByReference {
        Supplier<Instant> now = Instant::now;
    }

    static final class AsksForTheDate {
        LocalDate today() {
            return LocalDate.now(java.time.ZoneOffset.UTC);
        }
    }

    static final class HasAWallClock {
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    static final class SynchronizesAMethod {
        synchronized void enter() {}
    }

    static final class SynchronizesABlock {
        int entered;

        void enter() {
            synchronized (this) {
                entered++;
            }
        }
    }

    static final class Locks {
        final Lock lock = new ReentrantLock();
    }

    static final class StartsAThread {
        void start() {
            new Thread(() -> {}).start();
        }
    }

    static final class SubclassesAThread extends Thread {}

    static final class Sleeps {
        void sleep() throws InterruptedException {
            Thread.sleep(1);
        }
    }

    static final class HandsOver {
        void run(Executor executor) {
            executor.execute(() -> {});
        }
    }

    static final class HandsOverAsStages {
        CompletableFuture<Void> run() {
            return CompletableFuture.runAsync(() -> {});
        }
    }
}
